using Burst.Testing.Time;

namespace Burst.Integration.Tests.FaultMatrix;

/// <summary>The emulator's clock, which knows how many requests wait for virtual time itself: those that a fault holds back.</summary>
internal sealed class ParkingTime(ManualTimeProvider time) : TimeProvider
{
    /// <summary>What faults delay requests by; nothing else of the emulator takes just as long.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(4987);

    private int _parked;

    public int Parked => Volatile.Read(ref _parked);

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        dueTime == Delay ? new ParkedTimer(this, callback, state) : time.CreateTimer(callback, state, dueTime, period);

    /// <summary>Counts from its making until it fires or is given up.</summary>
    private sealed class ParkedTimer : ITimer
    {
        private readonly ParkingTime _owner;
        private readonly ITimer _timer;
        private int _isOver;

        public ParkedTimer(ParkingTime owner, TimerCallback callback, object? state)
        {
            _owner = owner;
            Interlocked.Increment(ref owner._parked);
            _timer = owner.CreateInner(
                _ =>
                {
                    Leave();
                    callback(state);
                });
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => _timer.Change(dueTime, period);

        public void Dispose()
        {
            Leave();
            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Leave();
            return _timer.DisposeAsync();
        }

        private void Leave()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
                Interlocked.Decrement(ref _owner._parked);
        }
    }

    private ITimer CreateInner(TimerCallback callback) => time.CreateTimer(callback, null, Delay, Timeout.InfiniteTimeSpan);
}
