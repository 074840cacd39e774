using Burst.Control.Loop;
using Burst.Control.Observing;
using Burst.Core.Events;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Control.Applying;

/// <summary>Takes the outcome of a stop or a start into the state. That it is so, only a sight of the pod says.</summary>
/// <param name="asked">What was asked for with this call.</param>
/// <param name="outcome">Null when the host did not answer.</param>
/// <param name="failure">Why it did not.</param>
internal sealed class StopResult(PlanApplier applier, PodUid uid, PodStop asked, StopOutcome? outcome, string? failure) : LoopWork
{
    /// <summary>By then a sight has shown what an accepted call has done; otherwise it is asked again.</summary>
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(1);

    internal override bool SurvivesFailedCommit => true;

    internal override void Execute(StateBatch batch)
    {
        if (batch.State.FindPod(uid) is not { IsToStopOrStart: true } pod || (pod.Stop!.Stage, pod.Stop.AskedAt) != (asked.Stage, asked.AskedAt))
            return;
        switch (outcome)
        {
            case StopOutcome.Accepted accepted:
                batch.Put(pod with { HostAttempts = pod.HostAttempts + 1, HostRetryAt = batch.Now + AskAgainAfter });
                if (accepted.Seen is { } seen)
                    PodReducer.Observe(batch, batch.State.FindPod(uid)!, seen);
                break;
            case StopOutcome.Refused refused:
                TakeBack(batch, pod, refused.Reason);
                break;
            case null:
                if (pod.HostAttempts == 0)
                    batch.Event(pod, EventSeverity.Warning, $"{Verb}Unknown", $"{pod.Placement!.Node}: {failure}");
                batch.Put(pod with { HostAttempts = pod.HostAttempts + 1, HostRetryAt = batch.Now + CallBackoff.After(pod.HostAttempts) });
                break;
            default:
                throw new InvalidOperationException($"{outcome} is not a known outcome.");
        }
    }

    internal override void Complete(ClusterState state) => applier.StopSettled(uid);

    internal override void Fail(Exception exception)
    {
        applier.StopSettled(uid);
        applier.Hold(uid);
    }

    public override string ToString() => $"the outcome of the {Verb.ToLowerInvariant()} of pod {uid}: {failure ?? outcome?.ToString()}";

    private string Verb => asked.Stage == PodStopStage.Stopping ? "Stop" : "Start";

    /// <summary>A stop that is refused leaves the pod running, a start leaves it stopped, with nothing on the books.</summary>
    private void TakeBack(StateBatch batch, Pod pod, string reason)
    {
        if (asked.Stage == PodStopStage.Starting)
            UsageBooks.Void(batch, pod);
        PodStop? before = asked.Stage == PodStopStage.Starting ? asked with { Stage = PodStopStage.Stopped }
            : asked.RunEndedAt is null ? null : asked with { Stage = PodStopStage.Started };
        batch.Put(pod with { Stop = before, HostAttempts = 0, HostRetryAt = null, Message = reason });
        batch.Event(pod, EventSeverity.Warning, $"{Verb}Refused", $"{pod.Placement!.Node}: {reason}");
    }
}
