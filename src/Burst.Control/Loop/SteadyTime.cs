namespace Burst.Control.Loop;

/// <summary>
/// The wall clock without its jumps: it runs with the monotonic clock and draws near to the wall clock by a quarter of the time that
/// passes. When the wall clock is set by an hour, every wait, deadline and silence the loop measures is still right to a quarter,
/// where it would have ended at once or an hour late; after four hours the two agree again. Ordinary drift is followed at once.
/// </summary>
internal sealed class SteadyTime : TimeProvider
{
    private const int DrawNearDivisor = 4;

    private readonly TimeProvider wall;
    private readonly Lock gate = new();
    private DateTimeOffset last;
    private long lastTimestamp;

    public SteadyTime(TimeProvider wall)
    {
        this.wall = wall;
        last = wall.GetUtcNow();
        lastTimestamp = wall.GetTimestamp();
    }

    public override long TimestampFrequency => wall.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => wall.LocalTimeZone;

    public override long GetTimestamp() => wall.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        wall.CreateTimer(callback, state, dueTime, period);

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            var timestamp = wall.GetTimestamp();
            var passed = wall.GetElapsedTime(lastTimestamp, timestamp);
            lastTimestamp = timestamp;
            var steady = last + passed;
            var bound = (passed / DrawNearDivisor).Ticks;
            last = steady + TimeSpan.FromTicks(Math.Clamp((wall.GetUtcNow() - steady).Ticks, -bound, bound));
            return last;
        }
    }
}
