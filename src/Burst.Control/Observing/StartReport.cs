using Burst.Control.Loop;

namespace Burst.Control.Observing;

/// <summary>The control plane has started: what it remembers of silent nodes is as old as its last stop.</summary>
internal sealed class StartReport(ObservationReducer reducer) : LoopWork
{
    internal override bool SurvivesFailedCommit => true;

    public override string ToString() => "the start of the control plane";

    internal override void Execute(StateBatch batch) => reducer.Started(batch);
}
