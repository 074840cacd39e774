using Burst.Core.Canaries;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Control.Applying;

/// <summary>
/// Placed pods whose create has certainly not been sent: this incarnation of the loop gave them their place, has seen them ever
/// since the commit that did, and has made no call. Only what is known is in it: after a restart, or when a state had to be loaded
/// again, nobody can tell, and a create counts as sent.
/// </summary>
internal sealed class UnsentCreates
{
    private readonly HashSet<PodUid> pods = [];

    public bool Contains(PodUid pod) => pods.Contains(pod);

    public void Sent(PodUid pod)
    {
        if (!CanarySwitch.Sings(Canary.DeleteDuringCreateSkipped))
            pods.Remove(pod);
    }

    /// <summary>Pods that are no longer to be created or ended. To be called after every commit.</summary>
    public void Forget(ClusterState state) =>
        pods.RemoveWhere(pod => state.FindPod(pod) is not { HostState: HostState.CreateIntended or HostState.DeleteIntended });

    /// <summary>To be called after every commit for every pod with work for its host that is not under way, before anything is sent for it.</summary>
    public void Note(ClusterState state, Pod pod, DateTimeOffset committedAt)
    {
        if (pod is { HostState: HostState.CreateIntended, HostAttempts: 0 } && pod.HostStateSince == committedAt && pod.Placement!.Term == state.Term)
            pods.Add(pod.Uid);
    }
}
