using Burst.Core.Events;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Reconcile;

/// <summary>Makes pods from a template, named as Kubernetes names them: the owner, then five letters.</summary>
internal static class PodFactory
{
    private const int NameLengthMax = 63;
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    /// <summary>Null where pods may be made of the template.</summary>
    public static string? FindProblem(PlanBuilder plan, PodTemplate template) => PodPriority.FindProblem(template.Spec, plan.State.FindPriorityClass(template.Spec));

    /// <summary>Says that no pods are made of the template, where that is so.</summary>
    public static bool Refuses(PlanBuilder plan, ClusterObject owner, PodTemplate template)
    {
        if (FindProblem(plan, template) is not { } problem)
            return false;
        plan.Event(owner, EventSeverity.Warning, "FailedCreate", $"Error creating: pods of {owner.Metadata.Name} are forbidden: {problem}");
        return true;
    }

    public static Pod Create(PlanBuilder plan, ClusterObject owner, PodTemplate template, string hash, string namePrefix, PodGang? gang = null)
    {
        var (uid, name) = NextFreeName(plan, owner.Metadata.Namespace, namePrefix);
        var pod = PodPriority.Give(new Pod
        {
            Metadata = new ObjectMeta
            {
                Name = name,
                Namespace = owner.Metadata.Namespace,
                Uid = uid.Value,
                Labels = template.Labels,
                Annotations = template.Annotations,
                CreatedAt = plan.Now,
                Generation = 1,
            },
            Spec = template.Spec,
            Owner = owner.Key,
            OwnerUid = owner.Metadata.Uid,
            TemplateHash = hash,
            Gang = gang,
            HostStateSince = plan.Now,
        }, plan.State.FindPriorityClass(template.Spec));
        plan.Put(pod);
        return pod;
    }

    private static (PodUid Uid, string Name) NextFreeName(PlanBuilder plan, string inNamespace, string prefix)
    {
        while (true)
        {
            var id = plan.NextId();
            var name = $"{prefix[..Math.Min(prefix.Length, NameLengthMax - 6)]}-{Suffix(id)}";
            if (plan.Find(new ObjectKey(ObjectKind.Pod, inNamespace, name)) is null)
                return (PodUid.From(id), name);
        }
    }

    private static string Suffix(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        Span<char> letters = stackalloc char[5];
        for (var i = 0; i < letters.Length; i++)
            letters[i] = Alphabet[bytes[15 - i] % Alphabet.Length];
        return new string(letters);
    }
}
