using Burst.Core.State;

namespace Burst.Control.Loop;

/// <summary>One thing for the loop to do. Works on the state only inside the loop, so nothing needs a lock.</summary>
public abstract class LoopWork
{
    /// <summary>Changes the state through the batch. Throwing refuses this work alone, and what it has changed is undone.</summary>
    internal virtual void Execute(StateBatch batch)
    {
    }

    /// <summary>The step's commit is durable.</summary>
    internal virtual void Complete(ClusterState state)
    {
    }

    /// <summary>The work was refused, or its commit failed and it does not wait for another.</summary>
    internal virtual void Fail(Exception exception)
    {
    }

    /// <summary>Somebody waits for the answer and is told of a failure; what nobody waits for is logged when it is dropped.</summary>
    internal virtual bool AnswersCaller => false;

    /// <summary>Keep it for the next step when a commit fails: what it knows would otherwise be lost.</summary>
    internal virtual bool SurvivesFailedCommit => false;
}
