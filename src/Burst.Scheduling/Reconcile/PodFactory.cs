using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Reconcile;

/// <summary>Makes pods from a template, named as Kubernetes names them: the owner, then five letters.</summary>
internal static class PodFactory
{
    private const int NameLengthMax = 63;
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    public static Pod Create(PlanBuilder plan, ClusterObject owner, PodTemplate template, string hash, string namePrefix)
    {
        var (uid, name) = NextFreeName(plan, owner.Metadata.Namespace, namePrefix);
        var pod = new Pod
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
            HostStateSince = plan.Now,
        };
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
