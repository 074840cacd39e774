using Burst.Core.Constraints;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;

namespace Burst.Scheduling.Placement;

/// <summary>
/// A pod that no policy selects, that tolerates the virtual nodes' taint and selects nodes (by nodeSelector, required node affinity or nodeName), may be placed on those of them that it selects. Where
/// its selector matches VM nodes too they come first, as they are paid for. A toleration alone sends nothing where it costs: manifests carry
/// some that were never meant for that.
/// </summary>
internal static class OwnRequest
{
    private const string TierLabel = "burst.dev/tier";

    private static readonly BurstPolicy Regular = Of(Tier.Aci);

    /// <summary>Spot groups are evicted, so they have to be asked for.</summary>
    private static readonly BurstPolicy Spot = Of(Tier.AciSpot);

    public static BurstPolicy? Find(Pod pod)
    {
        var required = pod.Spec.Affinity?.NodeAffinity?.Required ?? [];
        if ((pod.Spec is { NodeSelector.IsEmpty: true, NodeName: null } && required.IsEmpty) || !pod.Spec.Tolerations.Any(IsOfVirtualNodes))
            return null;
        return pod.Spec.NodeSelector.GetValueOrDefault(TierLabel) == Tier.AciSpot.Value || required.Any(AsksForSpot) ? Spot : Regular;
    }

    private static bool AsksForSpot(NodeSelectorTerm term) =>
        term.MatchExpressions.Any(label => label is { Key: TierLabel, Operator: NodeSelectorOperator.In, Values: [var tier] } && tier == Tier.AciSpot.Value);

    private static bool IsOfVirtualNodes(Toleration toleration) =>
        toleration.Tolerates(VirtualKubelet.TaintKey, VirtualKubelet.TaintValue, VirtualKubelet.TaintEffect);

    /// <summary>A name that no policy can have.</summary>
    private static BurstPolicy Of(Tier tier) => new()
    {
        Metadata = new ObjectMeta { Name = "(the pod's own toleration)" },
        Mode = BurstMode.Overflow,
        Tiers = [tier],
    };
}
