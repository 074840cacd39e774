using System.Text.Json;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Serialization;
using Burst.Core.Workloads;

namespace Burst.Api.Writing;

/// <summary>What of an object its user declares, as opposed to what the server keeps with it.</summary>
internal static class DeclaredContent
{
    /// <summary>The existing object with everything declared replaced, and everything else as it was.</summary>
    public static ClusterObject Onto(ClusterObject existing, ClusterObject declared)
    {
        var metadata = existing.Metadata with { Labels = declared.Metadata.Labels, Annotations = declared.Metadata.Annotations };
        return (existing, declared) switch
        {
            (Pod before, Pod after) => before with { Metadata = metadata, Spec = SpecOnto(before, after) },
            (Deployment before, Deployment after) => after with { Metadata = metadata, Rollout = before.Rollout },
            (Job before, Job after) => after with { Metadata = metadata, Progress = before.Progress },
            _ => declared with { Metadata = metadata },
        };
    }

    /// <summary>The declared spec. What the server writes where Kubernetes has it, the node that a pod was given and its priority, asks for nothing when it is read back.</summary>
    public static PodSpec SpecOnto(Pod existing, Pod declared)
    {
        var spec = PodPriority.AsDeclared(existing, declared.Spec);
        return existing is { Spec.NodeName: null, Placement: { } placement } && spec.NodeName == placement.Node ? spec with { NodeName = null } : spec;
    }

    /// <summary>By value; records alone would compare their collections by reference.</summary>
    public static bool AreEqual(ClusterObject left, ClusterObject right) => Bytes(left).AsSpan().SequenceEqual(Bytes(right));

    private static byte[] Bytes(ClusterObject item) => JsonSerializer.SerializeToUtf8Bytes(item, CoreJson.Default.ClusterObject);
}
