using System.Collections.Immutable;
using Burst.Core.Constraints;
using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Scheduling.Placement.Constraints;

/// <summary>What a pod says of other pods, and which pods that means.</summary>
internal sealed class PodTerms(ClusterState state, Pod pod)
{
    private readonly Func<string, ImmutableSortedDictionary<string, string>> labelsOf = state.LabelsOfNamespace;

    public string Namespace => pod.Metadata.Namespace;

    public ImmutableSortedDictionary<string, string> Labels => pod.Metadata.Labels;

    public ImmutableArray<PodAffinityTerm> Affinity { get; } = pod.Spec.Affinity?.PodAffinity?.Required ?? [];

    public ImmutableArray<PodAffinityTerm> AntiAffinity { get; } = pod.Spec.Affinity?.PodAntiAffinity?.Required ?? [];

    public ImmutableArray<WeightedPodAffinityTerm> Preferred { get; } = pod.Spec.Affinity?.PodAffinity?.Preferred ?? [];

    public ImmutableArray<WeightedPodAffinityTerm> Avoided { get; } = pod.Spec.Affinity?.PodAntiAffinity?.Preferred ?? [];

    /// <summary>Whether a term of this pod means pods of that namespace with those labels.</summary>
    public bool Matches(PodAffinityTerm term, string otherNamespace, ImmutableSortedDictionary<string, string> otherLabels) =>
        term.Matches(Namespace, Labels, otherNamespace, otherLabels, labelsOf);

    /// <summary>As Kubernetes has it, only a pod that all terms of required affinity mean counts for any of them.</summary>
    public bool MatchesAll(string otherNamespace, ImmutableSortedDictionary<string, string> otherLabels)
    {
        foreach (var term in Affinity)
        {
            if (!Matches(term, otherNamespace, otherLabels))
                return false;
        }

        return true;
    }

    /// <summary>Whether a term of others means this pod.</summary>
    public bool IsMeantBy(PodAffinityTerm term, PodGroupKey others) =>
        term.Matches(others.Namespace, others.Labels, Namespace, Labels, labelsOf);
}
