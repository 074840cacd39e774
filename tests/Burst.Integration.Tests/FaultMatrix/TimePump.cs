using System.Diagnostics;
using Burst.Testing.Time;

namespace Burst.Integration.Tests.FaultMatrix;

/// <summary>
/// Moves virtual time on while nothing is under way on real time, so that requests, commits and a machine that is busy take none of it, however
/// long they last. What is under way and waits for virtual time itself, as a delayed request does, holds nothing back.
/// </summary>
internal sealed class TimePump : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <summary>What waits for virtual time without being known to is found by this, instead of standing still for ever.</summary>
    private static readonly TimeSpan HeldMax = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _pumping;

    public TimePump(ManualTimeProvider time, InFlight inFlight, ParkingTime parking) => _pumping = Task.Factory.StartNew(
        () => Pump(time, inFlight, parking), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _pumping;
        _stopping.Dispose();
    }

    private void Pump(ManualTimeProvider time, InFlight inFlight, ParkingTime parking)
    {
        var since = Stopwatch.GetTimestamp();
        while (!_stopping.IsCancellationRequested)
        {
            Thread.Sleep(1);
            // What an answer has set going is queued before the answer is no longer under way.
            var isBusy = inFlight.Count > parking.Parked || ThreadPool.PendingWorkItemCount > 0;
            if (isBusy && Stopwatch.GetElapsedTime(since) < HeldMax)
                continue;
            since = Stopwatch.GetTimestamp();
            time.Advance(Step);
        }
    }
}
