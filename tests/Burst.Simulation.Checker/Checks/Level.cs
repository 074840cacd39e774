namespace Burst.Simulation.Checker.Checks;

/// <summary>Something that is there from an instant to an instant, in an amount: how much of it there was up to given instants, times milliseconds.</summary>
internal sealed class Level
{
    private readonly List<(long AtMs, Int128 Change)> _changes = [];

    public void Add(long fromMs, long toMs, Int128 amount)
    {
        _changes.Add((fromMs, amount));
        _changes.Add((toMs, -amount));
    }

    /// <param name="instants">In their order.</param>
    public Int128[] Until(long[] instants)
    {
        _changes.Sort((left, right) => left.AtMs.CompareTo(right.AtMs));
        var (sums, next, level, sum, now) = (new Int128[instants.Length], 0, Int128.Zero, Int128.Zero, long.MinValue / 4);
        for (var index = 0; index < instants.Length; index++)
        {
            for (; next < _changes.Count && _changes[next].AtMs <= instants[index]; next++)
            {
                sum += level * (_changes[next].AtMs - now);
                (level, now) = (level + _changes[next].Change, _changes[next].AtMs);
            }

            sum += level * (instants[index] - now);
            (sums[index], now) = (sum, instants[index]);
        }

        return sums;
    }
}
