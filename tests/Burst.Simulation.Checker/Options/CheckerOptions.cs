namespace Burst.Simulation.Checker.Options;

/// <summary>The files, and the options the simulation was run with, with the same defaults.</summary>
internal sealed record CheckerOptions
{
    public required string Jobs { get; init; }

    public required string Placements { get; init; }

    public required string Report { get; init; }

    public required int VmNodes { get; init; }

    public required string VmSize { get; init; }

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
