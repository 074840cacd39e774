using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;

namespace Burst.Core.State;

/// <summary>
/// What makes waiting pods alike to the planner: what one of them cannot get now, none of them can. Pods of one template are alike
/// while the same words lead to their policy; a pod without a template, one that a host has refused and one for which room is kept stand for themselves, and
/// the members of a gang stand together. Those of a namespace with scheduling gates are alike whatever they are: none of them gets a place.
/// </summary>
public readonly record struct PodShape(string Owner, string Template, string Words) : IComparable<PodShape>
{
    private const string Alone = "(alone)";
    private const string InGang = "(gang)";
    private const string Gated = "(gated)";

    /// <summary>Of pods of one template some may have been made when its class said otherwise; 0 for those that are no matter of that.</summary>
    public int Priority { get; init; }

    /// <summary>The same.</summary>
    public PreemptionPolicy PreemptionPolicy { get; init; }

    /// <summary>Pods of the same shape may come in later steps; else it is that of one pod, or of one gang, as long as that waits.</summary>
    public bool IsOfTemplate => !Owner.StartsWith('(');

    public static PodShape Of(Pod pod)
    {
        if (pod.Spec.IsGated)
            return new PodShape(Gated, "", pod.Metadata.Namespace);
        if (pod.Gang is { } gang)
            return new PodShape(InGang, gang.Name, pod.Metadata.Namespace);
        return pod.TemplateHash.Length == 0 || !pod.Refusals.IsEmpty || pod.NominatedNode is not null
            ? new PodShape(Alone, pod.Metadata.Uid, "")
            : new PodShape(pod.OwnerUid, pod.TemplateHash, FindWords(pod.Metadata)) { Priority = pod.Priority, PreemptionPolicy = pod.PreemptionPolicy };
    }

    /// <summary>Of the two by which shapes nearly always differ: the words are long.</summary>
    public override int GetHashCode() => HashCode.Combine(Owner, Template, Priority);

    public int CompareTo(PodShape other)
    {
        var byOwner = string.CompareOrdinal(Owner, other.Owner);
        if (byOwner != 0)
            return byOwner;
        var byTemplate = string.CompareOrdinal(Template, other.Template);
        if (byTemplate != 0)
            return byTemplate;
        var byWords = string.CompareOrdinal(Words, other.Words);
        return byWords != 0 ? byWords : (Priority, PreemptionPolicy).CompareTo((other.Priority, other.PreemptionPolicy));
    }

    /// <summary>What a policy is found by, and what other pods see of it. A pod may be relabelled after it was made, its siblings not.</summary>
    private static string FindWords(ObjectMeta metadata)
    {
        var labels = LabelsText.Of(metadata.Labels);
        return metadata.Annotations.TryGetValue(BurstPolicy.Annotation, out var named) ? named + labels : labels;
    }
}
