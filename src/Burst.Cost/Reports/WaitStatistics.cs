namespace Burst.Cost.Reports;

/// <summary>How long the pods whose wait is known waited from being wanted to running (nearest rank); null when there are none.</summary>
public sealed record WaitStatistics(int Pods, decimal? P50Seconds, decimal? P99Seconds, decimal? MaxSeconds)
{
    private static readonly WaitStatistics NoPods = new(0, null, null, null);

    public static WaitStatistics Of(IEnumerable<TimeSpan> waits)
    {
        var ordered = waits.Order().ToArray();
        return ordered.Length == 0
            ? NoPods
            : new(ordered.Length, Rank(ordered, 50), Rank(ordered, 99), Seconds(ordered[^1]));
    }

    private static decimal Rank(TimeSpan[] ordered, int percent) =>
        Seconds(ordered[(int)((((long)ordered.Length * percent) + 99) / 100) - 1]);

    private static decimal Seconds(TimeSpan wait) => (decimal)wait.Ticks / TimeSpan.TicksPerSecond;
}
