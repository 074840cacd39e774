using Burst.Core.Pods;

namespace Burst.Core.State;

/// <summary>
/// What makes waiting pods alike to the planner: what one of them cannot get now, none of them can. Pods of one template are alike;
/// a pod without a template, one that a host has refused and the members of a gang stand for themselves.
/// </summary>
public readonly record struct PodShape(string Owner, string Template) : IComparable<PodShape>
{
    private const string Alone = "(alone)";
    private const string InGang = "(gang)";

    public static PodShape Of(Pod pod)
    {
        if (pod.Gang is { } gang)
            return new PodShape(InGang, gang.Name);
        return pod.TemplateHash.Length == 0 || !pod.Refusals.IsEmpty
            ? new PodShape(Alone, pod.Metadata.Uid)
            : new PodShape(pod.OwnerUid, pod.TemplateHash);
    }

    public int CompareTo(PodShape other)
    {
        var byOwner = string.CompareOrdinal(Owner, other.Owner);
        return byOwner != 0 ? byOwner : string.CompareOrdinal(Template, other.Template);
    }
}
