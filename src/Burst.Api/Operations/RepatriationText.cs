using Burst.Api.Tables;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Workloads;
using Burst.Scheduling.Placement;
using Burst.Scheduling.Repatriation;

namespace Burst.Api.Operations;

/// <summary>Whether and when a spilled pod of a Deployment comes back to the VM nodes, in a few words; null for all other pods.</summary>
internal static class RepatriationText
{
    public static string? Of(ClusterState state, Pod pod)
    {
        if (pod is { IsRelief: true, Relieves: { } relieved })
            return $"takes the place of {state.FindPod(relieved)?.Metadata.Name ?? relieved.Value} once it is ready";
        if (!RepatriationRules.IsSpilled(pod) || pod.Owner is not { } owner || state.Find(owner) is not Deployment deployment)
            return null;
        if (state.PodsOf(owner).FirstOrDefault(other => other.IsRelief && other.Relieves == pod.Uid) is { } relief)
            return $"ends once {relief.Metadata.Name} on {relief.Placement?.Node} is ready, which takes its place";
        if (RepatriationRules.FindObstacle(state, deployment, pod) is { } obstacle)
            return $"stays on {pod.Placement!.Node}: {obstacle}";
        var after = RepatriationRules.WaitOf(PolicyResolver.Find(state, pod), deployment.Rollout.RepatriationFailures);
        return deployment.Rollout.VmRoomSince is { } since
            ? $"comes back in its turn: VM nodes have had room since {since:HH:mm:ss}Z, not before {since + after:HH:mm:ss}Z"
            : $"comes back once VM nodes have had room for it for {HumanDuration.Show(after)}";
    }
}
