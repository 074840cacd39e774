using Burst.Control.Loop;

namespace Burst.Control.Observing;

/// <summary>What an agent reports of its node. Its agent makes no other while this one waits to be taken in.</summary>
internal abstract class HostReport : LoopWork
{
    private volatile bool isTaken;

    public bool IsTaken => isTaken;

    internal sealed override void Execute(StateBatch batch)
    {
        isTaken = true;
        TakeIn(batch);
    }

    internal sealed override void Fail(Exception exception) => isTaken = true;

    protected abstract void TakeIn(StateBatch batch);
}
