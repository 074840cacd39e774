using Burst.Core.State;

namespace Burst.Control.Loop;

/// <summary>Reads the state between two steps, when all of it is durable.</summary>
internal sealed class ReadWork<T>(Func<ClusterState, T> read, TaskCreationOptions continuations) : LoopWork, IReadOnlyWork
{
    private readonly TaskCompletionSource<T> done = new(continuations);

    public Task<T> Result => done.Task;

    internal override bool AnswersCaller => true;

    internal override bool SurvivesFailedCommit => true;

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
