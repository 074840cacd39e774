using Burst.Core.Units;

namespace Burst.Simulation.Converting;

/// <summary>How a request rate becomes replicas.</summary>
public sealed record RequestRateOptions
{
    /// <summary>CPU time of one request, in thousandths of a core-second.</summary>
    public required long CpuMillisPerRequest { get; init; }

    /// <summary>Multiplies the rate: an old trace stands for a larger service.</summary>
    public int Scale { get; init; } = 1;

    /// <summary>The rate is averaged over this many seconds: how fast the service is scaled.</summary>
    public int WindowSeconds { get; init; } = 60;

    public Resources Replica { get; init; } = new(1000, 2048);
}
