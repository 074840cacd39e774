using Burst.Control.Loop;
using Burst.Core.Events;
using Burst.Core.Ids;

namespace Burst.Control.Applying;

/// <summary>Tells on the pod that a log of it could not be saved whole.</summary>
internal sealed class LogLoss(PodUid uid, string container, string reason) : LoopWork
{
    internal override void Execute(StateBatch batch)
    {
        if (batch.State.FindPod(uid) is { } pod)
            batch.Event(pod, EventSeverity.Warning, "LogNotSaved", $"The log of container {container} was not saved whole before the pod was ended: {reason}");
    }

    public override string ToString() => $"the lost log of {container} of pod {uid}";
}
