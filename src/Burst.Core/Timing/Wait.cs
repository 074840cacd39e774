namespace Burst.Core.Timing;

/// <summary>
/// Waiting on a <see cref="TimeProvider"/>. <c>Task.Delay</c> does the same, but a wait of it that is cancelled goes on on another
/// thread, and code that the simulator runs has only one.
/// </summary>
public static class Wait
{
    /// <summary>Completes after the delay, on the thread of the timer.</summary>
    /// <exception cref="OperationCanceledException">Cancelled first; what waits goes on on the thread that cancels.</exception>
    public static async Task ForAsync(TimeSpan delay, TimeProvider time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var done = new TaskCompletionSource();
        await using var timer = time.CreateTimer(static state => ((TaskCompletionSource)state!).TrySetResult(), done, delay, Timeout.InfiniteTimeSpan);
        await using var stop = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), done);
        await done.Task.ConfigureAwait(false);
    }
}
