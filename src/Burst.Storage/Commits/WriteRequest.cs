using System.Runtime.ExceptionServices;

namespace Burst.Storage.Commits;

/// <summary>One piece of writing that waits for its turn: all of it becomes durable, or nothing.</summary>
internal abstract class WriteRequest
{
    private readonly TaskCompletionSource<bool> _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True when this one is to lead the next group, false when another has carried it out.</summary>
    public Task<bool> Turn => _turn.Task;

    /// <summary>Nothing of it is there.</summary>
    public Exception? Error { get; private set; }

    public abstract void Execute(WriteSession session);

    public void Fail(Exception error) => Error ??= error;

    public void Lead() => _turn.TrySetResult(true);

    public void Acknowledge() => _turn.TrySetResult(false);

    public void Cancel(CancellationToken cancellationToken) => _turn.TrySetCanceled(cancellationToken);

    public void ThrowIfFailed()
    {
        if (Error is not null)
            ExceptionDispatchInfo.Throw(Error);
    }
}
