using Burst.Control.Loop;

namespace Burst.Control.Observing;

/// <summary>The control plane has started, or goes on after a standstill: what it remembers of silent nodes is as old as that.</summary>
internal sealed class StartReport(ObservationReducer reducer, string reason, string message) : LoopWork
{
    internal override bool SurvivesFailedCommit => true;

    public override string ToString() => "the start of the control plane";

    internal override void Execute(StateBatch batch) => reducer.Started(batch, reason, message);
}
