using Burst.Testing.Time;

namespace Burst.Integration.Tests.FaultMatrix;

/// <summary>
/// Moves virtual time on while nothing is under way on real time, so that requests and commits take none of it. What is under way
/// for long waits for virtual time itself, as a delayed request does: then it moves on all the same.
/// </summary>
internal sealed class TimePump : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private const int TurnsHeld = 15;

    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _pumping;

    public TimePump(ManualTimeProvider time, InFlight inFlight) => _pumping = Task.Factory.StartNew(
        () => Pump(time, inFlight), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _pumping;
        _stopping.Dispose();
    }

    private void Pump(ManualTimeProvider time, InFlight inFlight)
    {
        var held = 0;
        while (!_stopping.IsCancellationRequested)
        {
            Thread.Sleep(1);
            held = inFlight.IsEmpty ? 0 : held + 1;
            if (held is > 0 and < TurnsHeld)
                continue;
            held = 0;
            time.Advance(Step);
        }
    }
}
