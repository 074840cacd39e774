using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Scheduling.Planning;

namespace Burst.Control.Applying;

internal sealed partial class PlanApplier
{
    /// <summary>Stops and starts under way at a time; people ask for them one by one.</summary>
    private const int StopsMax = 16;

    private int stopsUnderWay;

    /// <summary>
    /// Sends the stops and starts that users have asked for, again and again until their hosts show them. What is paused starts nothing.
    /// </summary>
    private void StopAndStart(ClusterState state, DateTimeOffset now, WakeTimes wakes)
    {
        foreach (var pod in state.PodsToStopOrStart)
        {
            if (stopsUnderWay >= StopsMax)
                return;
            if (inFlight.ContainsKey(pod.Uid) || heldUntil.ContainsKey(pod.Uid) || (state.IsPaused && pod.Stop!.Stage == PodStopStage.Starting))
                continue;
            if (pod.HostRetryAt is { } retry && retry > now && retry - now <= options.HostRetryMax)
                wakes.Add(new Wake(retry, pod.Key));
            else if (hosts.Find(pod.Placement!.Node) is IPodStop host)
                StopOrStart(host, pod);
        }
    }

    /// <summary>Its outcome has come back.</summary>
    public void StopSettled(PodUid pod)
    {
        stopsUnderWay--;
        Settled(pod, null);
    }

    private void StopOrStart(IPodStop host, Pod pod)
    {
        stopsUnderWay++;
        inFlight[pod.Uid] = new SentCall(null, IsCreate: false, IsRetry: false, calls.StopOrStartAsync(host, pod.Uid, pod.Stop!));
    }
}
