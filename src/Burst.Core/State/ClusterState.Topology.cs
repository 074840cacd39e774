using System.Collections.Immutable;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;

namespace Burst.Core.State;

public sealed partial class ClusterState
{
    /// <summary>The label that Kubernetes gives to every namespace.</summary>
    private const string NameLabel = "kubernetes.io/metadata.name";

    private PlacedPods? placed;

    /// <summary>Pods on nodes as other pods see them; put together when first asked for, then kept.</summary>
    public PlacedPods Placed
    {
        get
        {
            if (placed is not null)
                return placed;
            placed = new PlacedPods();
            foreach (var pod in podsByUid.Values)
                placed.Add(pod, PodGroupKey.TallyOf(pod));
            return placed;
        }
    }

    /// <summary>Some pod has asked for others to be near or far or spreads over nodes.</summary>
    public bool HasTopology => placed is not null;

    /// <summary>Another number whenever what other pods mean for one may have changed by something else than pods: nodes as places, namespaces, policies.</summary>
    public long PlacesVersion { get; private set; }

    /// <summary>Pods have come or gone since <see cref="ClearChanged"/>: what waits for others to be near, far or evenly spread may have a place.</summary>
    public bool IsTopologyChanged { get; private set; }

    /// <summary>A pod that keeps others away has gone since <see cref="ClearChanged"/>: any pod that waits may have a place.</summary>
    public bool IsTopologyFreed { get; private set; }

    /// <summary>The shapes of waiting pods that may find a place although no node got room.</summary>
    public IEnumerable<PodShape> WaitingDependants => waiting.Dependants;

    public ImmutableSortedDictionary<string, string> LabelsOfNamespace(string name)
    {
        var labels = namespaces.TryGetValue(new Ids.ObjectKey(Ids.ObjectKind.Namespace, "", name), out var known) ? known.Metadata.Labels : ImmutableSortedDictionary<string, string>.Empty;
        return labels.SetItem(NameLabel, name);
    }

    /// <summary>Keeps what other pods see of a pod.</summary>
    private void NoteTopology(ClusterObject? before, ClusterObject? after)
    {
        if (IsPlaceChanged(before, after))
            PlacesVersion++;
        if ((before ?? after) is Namespace && HasTopology)
            MarkAllWaiting();
        if ((before ?? after) is not Pod)
            return;
        if ((after as Pod)?.Spec.HasTopology == true)
            OpenTopology(before as Pod, (Pod)after!);
        if (placed is not { } pods)
            return;
        var (was, now) = (before as Pod, after as Pod);
        var (left, come) = (PodGroupKey.TallyOf(was), PodGroupKey.TallyOf(now));
        if (left == come && (left == default || IsSeenAlike(was!, now!)))
            return;
        IsTopologyChanged = true;
        if (left != default)
            pods.Add(was!, -left);
        if (come != default)
            pods.Add(now!, come);
        if (left != default && was!.Spec.Affinity is { PodAntiAffinity.Required.IsEmpty: false } && !(come != default && IsSeenAlike(was, now!)))
            IsTopologyFreed = true;
    }

    /// <summary>As of before the change that is being made: the objects have it already.</summary>
    private void OpenTopology(Pod? before, Pod after)
    {
        if (placed is not null)
            return;
        placed = new PlacedPods();
        foreach (var pod in podsByUid.Values.Where(pod => pod.Metadata.Uid != after.Metadata.Uid))
            placed.Add(pod, PodGroupKey.TallyOf(pod));
        if (before is not null)
            placed.Add(before, PodGroupKey.TallyOf(before));
    }

    private static bool IsPlaceChanged(ClusterObject? before, ClusterObject? after) => (before, after) switch
    {
        (Node one, Node other) => !IsSamePlace(one, other),
        _ => (before ?? after) is Node or Namespace or BurstPolicy,
    };

    private static bool IsSamePlace(Node one, Node other) =>
        one.NodeKind == other.NodeKind && one.Region == other.Region && one.IsCordoned == other.IsCordoned && one.Readiness.Status == other.Readiness.Status
        && (ReferenceEquals(one.Metadata.Labels, other.Metadata.Labels) || one.Metadata.Labels.SequenceEqual(other.Metadata.Labels))
        && (one.Taints == other.Taints || one.Taints.SequenceEqual(other.Taints));

    private static bool IsSeenAlike(Pod one, Pod other) =>
        one.Placement!.Node == other.Placement!.Node && one.Metadata.Uid == other.Metadata.Uid && one.Owner == other.Owner
        && ReferenceEquals(one.Metadata.Labels, other.Metadata.Labels) && ReferenceEquals(one.Spec.Affinity, other.Spec.Affinity);
}
