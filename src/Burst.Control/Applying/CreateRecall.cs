using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Control.Applying;

/// <summary>What a service that limits creates still counts of those that were made before this process, from the state and the ledger.</summary>
internal static class CreateRecall
{
    /// <summary>
    /// Each is as old as what is known of it: a create was sent at its placement or later, at the latest when its outcome was taken in.
    /// </summary>
    public static IReadOnlyList<PastCreate> Of(ClusterState state, NodeName node, DateTimeOffset now)
    {
        var past = new List<PastCreate>();
        foreach (var (at, uid) in state.CreatesOn(node).After(now - CreateHistory.LookBack))
        {
            var sentAt = state.FindPod(uid) is { HostState: HostState.Created } pod && pod.Placement?.At == at ? pod.HostStateSince : at;
            past.Add(new PastCreate(uid, now > sentAt ? now - sentAt : TimeSpan.Zero));
        }

        return past;
    }
}
