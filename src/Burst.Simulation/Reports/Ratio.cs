namespace Burst.Simulation.Reports;

/// <summary>Exact amounts as numbers for people and machines.</summary>
internal static class Ratio
{
    private const long MillisOfCoreSecond = 1_000_000;

    /// <summary>Thousandths of a core x milliseconds, as core-seconds with six decimals at most.</summary>
    public static decimal CoreSeconds(Int128 amount) => (decimal)amount / MillisOfCoreSecond;

    public static decimal Cores(long cpuMillis) => cpuMillis / 1000m;
}
