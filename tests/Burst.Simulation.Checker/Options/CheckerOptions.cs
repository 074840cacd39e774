using Burst.Simulation.Checker.Inputs;

namespace Burst.Simulation.Checker.Options;

/// <summary>The files, and the options the simulation was run with, with the same defaults.</summary>
internal sealed record CheckerOptions
{
    public required string Jobs { get; init; }

    public required string Placements { get; init; }

    public required string Report { get; init; }

    /// <summary>Not given: the timeline is not judged.</summary>
    public string? Timeline { get; init; }

    public required VmPark Vms { get; init; }

    public int VmNodes => Vms.Nodes;

    public string VmTier { get; init; } = "vm";

    public string Region { get; init; } = "eastus";

    public SpillMode Policy { get; init; } = SpillMode.Overflow;

    public long AfterMs { get; init; } = 60_000;

    public IReadOnlyList<string> Tiers { get; init; } = ["aci"];

    public long AciStartMs { get; init; } = 20_000;

    public long VmStartMs { get; init; } = 1000;

    public long AciCores { get; init; } = 100;

    public int AciGroups { get; init; } = 100;

    public int CreatesPer5Min { get; init; } = 100;

    public int CreatesPerHour { get; init; } = 300;

    public long DefaultMemoryMib { get; init; } = 2048;

    /// <summary>Field 10 of the SWF is bytes per node, field 21 the nodes.</summary>
    public bool SwfBytesPerNode { get; init; }

    /// <summary>Count rows that are not jobs instead of stopping at the first.</summary>
    public bool SkipBad { get; init; }
}
