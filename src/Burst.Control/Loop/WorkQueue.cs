namespace Burst.Control.Loop;

/// <summary>The loop's bounded intake. Safe for any number of producers and one consumer.</summary>
/// <param name="capacity">Work that may wait.</param>
/// <param name="resumeInline">
/// Whoever waits, the consumer or a caller for an answer, goes on at once on the thread that completes it: for one thread only.
/// </param>
public sealed class WorkQueue(int capacity, bool resumeInline = false)
{
    private readonly Lock gate = new();
    private readonly Queue<LoopWork> items = new();
    private TaskCompletionSource? waiter;
    private bool nudged;
    private bool closed;

    public int Count
    {
        get
        {
            lock (gate)
                return items.Count;
        }
    }

    internal TaskCreationOptions Continuations { get; } =
        resumeInline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously;

    /// <summary>False when the queue is full: the caller tells its user, or lets a later report take this one's place.</summary>
    public bool TryEnqueue(LoopWork work)
    {
        lock (gate)
        {
            if (closed)
            {
                work.Fail(Stopped());
                return true;
            }

            if (items.Count >= capacity)
                return false;
            items.Enqueue(work);
        }

        Wake();
        return true;
    }

    /// <summary>For results of calls in flight, whose number is bounded where they are made; never refused.</summary>
    internal void EnqueueResult(LoopWork work)
    {
        lock (gate)
            items.Enqueue(work);
        Wake();
    }

    /// <summary>Asks for another step without any work.</summary>
    internal void Nudge()
    {
        lock (gate)
            nudged = true;
        Wake();
    }

    /// <summary>The consumer has ended: what waits is failed, and so is all that comes later.</summary>
    internal void Close()
    {
        lock (gate)
            closed = true;
        foreach (var work in Drain(int.MaxValue))
            work.Fail(Stopped());
    }

    internal static OperationCanceledException Stopped() => new("The control loop has stopped.");

    internal List<LoopWork> Drain(int max)
    {
        lock (gate)
        {
            nudged = false;
            var drained = new List<LoopWork>(Math.Min(max, items.Count));
            while (drained.Count < max && items.TryDequeue(out var item))
                drained.Add(item);
            nudged = items.Count > 0;
            return drained;
        }
    }

    /// <summary>Returns when there is something to do, or after the timeout.</summary>
    internal async Task WaitAsync(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        TaskCompletionSource signal;
        lock (gate)
        {
            if (items.Count > 0 || nudged || timeout <= TimeSpan.Zero)
                return;
            signal = waiter = new TaskCompletionSource(Continuations);
        }

        await using var timer = time.CreateTimer(static state => ((TaskCompletionSource)state!).TrySetResult(), signal, timeout, Timeout.InfiniteTimeSpan);
        await using var stop = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), signal);
        await signal.Task.ConfigureAwait(false);
    }

    private void Wake()
    {
        TaskCompletionSource? signal;
        lock (gate)
        {
            signal = waiter;
            waiter = null;
        }

        signal?.TrySetResult();
    }
}
