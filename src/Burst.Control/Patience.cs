namespace Burst.Control;

/// <summary>Waiting for what may never end, on the thread that completes it.</summary>
internal static class Patience
{
    /// <returns>True when the task ended in time, however it ended. It is left as it is otherwise.</returns>
    public static async Task<bool> EndsWithinAsync(this Task task, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        if (task.IsCompleted)
            return true;
        var over = new TaskCompletionSource();
        await using var timer = time.CreateTimer(
            static state => ((TaskCompletionSource)state!).TrySetResult(), over, limit, Timeout.InfiniteTimeSpan);
        await using var stop = cancellationToken.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), over);
        await Task.WhenAny(task, over.Task).ConfigureAwait(false);
        return task.IsCompleted;
    }
}
