using Burst.Core.State;
using Burst.Core.Storage;

namespace Burst.Control.Loop;

/// <summary>
/// A user's write: <paramref name="decide"/> looks at the state and says what to change, or throws to refuse; once that is
/// durable, <paramref name="read"/> gives the answer.
/// </summary>
internal sealed class MutationWork<T>(
    Func<ClusterState, DateTimeOffset, StateCommit> decide, Func<ClusterState, T> read, TaskCreationOptions continuations) : LoopWork
{
    private readonly TaskCompletionSource<T> done = new(continuations);

    public Task<T> Result => done.Task;

    internal override bool AnswersCaller => true;

    internal override void Execute(StateBatch batch) => batch.Add(decide(batch.State, batch.Now));

    internal override void Complete(ClusterState state)
    {
        try
        {
            done.TrySetResult(read(state));
        }
        catch (Exception exception)
        {
            done.TrySetException(exception);
        }
    }

    internal override void Fail(Exception exception) => done.TrySetException(exception);
}
