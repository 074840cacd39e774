namespace Burst.Emulator.Arm;

/// <summary>Requests that come back at a steady pace, up to a burst. Exact: it counts ticks, not fractions. Not thread-safe.</summary>
internal sealed class TokenBucket(BucketLimit limit, DateTimeOffset now)
{
    private const long Token = TimeSpan.TicksPerSecond;

    private long _level = limit.Burst * Token;
    private DateTimeOffset _filledAt = now;

    public bool IsFull(DateTimeOffset now)
    {
        Fill(now);
        return _level == limit.Burst * Token;
    }

    public int Remaining => (int)(_level / Token);

    public bool TryTake(DateTimeOffset now)
    {
        Fill(now);
        if (_level < Token)
            return false;
        _level -= Token;
        return true;
    }

    /// <summary>Whole seconds until one is there again, at least one.</summary>
    public int SecondsUntilFree => Math.Max(1, (int)(((Token - _level) / limit.PerSecond + Token - 1) / Token));

    // A clock that was set back fills nothing, and holds nothing up afterwards.
    private void Fill(DateTimeOffset now)
    {
        var elapsed = Math.Min((now - _filledAt).Ticks, limit.Burst * Token / limit.PerSecond + 1);
        _filledAt = now;
        if (elapsed > 0)
            _level = Math.Min(limit.Burst * Token, _level + elapsed * limit.PerSecond);
    }
}
