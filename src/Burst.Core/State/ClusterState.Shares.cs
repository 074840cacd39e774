using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Units;

namespace Burst.Core.State;

public sealed partial class ClusterState
{
    private readonly Dictionary<string, Resources> heldOnVms = new(StringComparer.Ordinal);

    /// <summary>What the pods of a namespace have asked for of the VM nodes they are on.</summary>
    public Resources HeldOnVms(string ns) => heldOnVms.GetValueOrDefault(ns);

    /// <summary>How much of the VM nodes a namespace may have beside others, when there is too little for all.</summary>
    public int WeightOf(string ns) => Find<Namespace>(ObjectKind.Namespace, "", ns)?.Weight ?? 1;

    private void NoteHeld(Pod pod, int sign)
    {
        if (!pod.Placement!.Tier.IsVm)
            return;
        var (ns, held) = (pod.Metadata.Namespace, HeldOnVms(pod.Metadata.Namespace));
        held = sign > 0 ? held + pod.Spec.TotalRequests : held - pod.Spec.TotalRequests;
        if (held == Resources.Zero)
            heldOnVms.Remove(ns);
        else
            heldOnVms[ns] = held;
    }
}
