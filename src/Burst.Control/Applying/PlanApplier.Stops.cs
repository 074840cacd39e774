using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Scheduling.Planning;

namespace Burst.Control.Applying;

internal sealed partial class PlanApplier
{
    /// <summary>Stops and starts under way at a time on one host; people ask for them one by one.</summary>
    private const int StopsMax = 16;

    private readonly Dictionary<PodUid, NodeName> stopsUnderWay = [];

    /// <summary>
    /// Sends the stops and starts that users have asked for, again and again until their hosts show them. What is paused starts nothing.
    /// </summary>
    private void StopAndStart(ClusterState state, DateTimeOffset now, WakeTimes wakes)
    {
        foreach (var pod in state.PodsToStopOrStart)
        {
            if (inFlight.ContainsKey(pod.Uid) || heldUntil.ContainsKey(pod.Uid) || (state.IsPaused && pod.Stop!.Stage == PodStopStage.Starting))
                continue;
            var node = pod.Placement!.Node;
            if (stopsUnderWay.Values.Count(other => other == node) >= StopsMax)
                continue;
            if (pod.HostRetryAt is { } retry && retry > now && retry - now <= options.HostRetryMax)
                wakes.Add(new Wake(retry, pod.Key));
            else if (hosts.Find(node) is IPodStop host)
                StopOrStart(host, node, pod);
        }
    }

    /// <summary>Its outcome has come back.</summary>
    public void StopSettled(PodUid pod)
    {
        stopsUnderWay.Remove(pod);
        Settled(pod, null);
    }

    private void StopOrStart(IPodStop host, NodeName node, Pod pod)
    {
        stopsUnderWay.Add(pod.Uid, node);
        inFlight[pod.Uid] = new SentCall(null, IsCreate: false, IsRetry: false, calls.StopOrStartAsync(host, pod.Uid, pod.Stop!));
    }
}
