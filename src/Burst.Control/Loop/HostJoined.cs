using Burst.Core.Ids;

namespace Burst.Control.Loop;

/// <summary>
/// A node has its host from now on. What was planned before, as right after a start, found no host that drives it; what waits is looked at
/// again.
/// </summary>
internal sealed class HostJoined(NodeName node) : LoopWork
{
    internal override bool SurvivesFailedCommit => true;

    public override string ToString() => $"the host of node {node}";

    internal override void Execute(StateBatch batch)
    {
        if (batch.State.FindNode(node) is { } known)
            batch.State.MarkChanged(known.Key);
    }
}
