namespace Burst.Testing.Time;

/// <summary>Giving up on a task without leaving the thread, which <see cref="Task.WaitAsync(CancellationToken)"/> does.</summary>
public static class TaskPatience
{
    public static async Task<T> OrUntilCancelledAsync<T>(this Task<T> task, CancellationToken cancellationToken)
    {
        if (!task.IsCompleted)
        {
            var gaveUp = new TaskCompletionSource();
            await using var stop = cancellationToken.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), gaveUp);
            await Task.WhenAny(task, gaveUp.Task).ConfigureAwait(false);
        }

        if (!task.IsCompleted)
            cancellationToken.ThrowIfCancellationRequested();
        return await task.ConfigureAwait(false);
    }
}
