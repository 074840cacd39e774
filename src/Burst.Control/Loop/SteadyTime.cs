namespace Burst.Control.Loop;

/// <summary>
/// The wall clock without its jumps: it runs with the monotonic clock and draws near to the wall clock by a quarter of the time that
/// passes. When the wall clock is set by an hour, every wait, deadline and silence the loop measures is still right to a quarter,
/// where it would have ended at once or an hour late; after four hours the two agree again. Ordinary drift is followed at once.
/// It never runs backwards, not across a restart either: what is on record from before the clock was set back does not lie ahead.
/// </summary>
internal sealed class SteadyTime : TimeProvider
{
    private const int DrawNearDivisor = 4;

    /// <summary>An instant on record that lies further ahead is that of a clock that was wrong altogether.</summary>
    private static readonly TimeSpan SetBackMax = TimeSpan.FromHours(2);

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

    /// <summary>Goes on from the latest instant on record, where the wall clock is behind it.</summary>
    public void GoOnFrom(DateTimeOffset latest)
    {
        lock (gate)
        {
            // What has passed since it was last asked would be added to the instant on record otherwise.
            var now = GetUtcNow();
            if (latest > now && latest - now <= SetBackMax)
                last = latest;
        }
    }

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
