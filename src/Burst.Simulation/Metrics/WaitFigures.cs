namespace Burst.Simulation.Metrics;

/// <summary>From submit to the code running, by job, nearest rank; null when no job ran.</summary>
public sealed record WaitFigures(long? P50Ms, long? P99Ms, long? MaxMs)
{
    internal static WaitFigures Of(List<long> waits)
    {
        if (waits.Count == 0)
            return new WaitFigures(null, null, null);
        waits.Sort();
        return new WaitFigures(Rank(waits, 50), Rank(waits, 99), waits[^1]);
    }

    private static long Rank(List<long> ordered, int percent) => ordered[(int)((((long)ordered.Count * percent) + 99) / 100) - 1];
}
