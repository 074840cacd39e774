namespace Burst.Simulation.Benchmarks;

public sealed record ScheduleBenchOptions
{
    public const int NodesMax = 20_000;
    public const int PodsMax = 5_000_000;
    public const int BatchMax = 1000;

    /// <summary>VM nodes of four sizes, 1 to <see cref="NodesMax"/>.</summary>
    public int Nodes { get; init; } = 5000;

    /// <summary>1 to <see cref="PodsMax"/>.</summary>
    public int Pods { get; init; } = 50_000;

    /// <summary>Pods that arrive together, and are placed in one step: 1 to <see cref="BatchMax"/>.</summary>
    public int Batch { get; init; } = BatchMax;

    public ScheduleShape Shape { get; init; }

    public ulong Seed { get; init; } = 1;

    /// <summary>A folder for the state, new or empty, where each step is committed with a flush to the disk before it counts; null for memory alone.</summary>
    public string? StateFolder { get; init; }

    /// <summary>Whether events, decisions and the texts of pods are written, as `burst up` does.</summary>
    public bool WritesReasons { get; init; }

    /// <summary>Whether a shorter run comes first, which counts for nothing.</summary>
    public bool WarmsUp { get; init; } = true;
}
