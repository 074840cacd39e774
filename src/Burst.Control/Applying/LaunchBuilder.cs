using System.Collections.Immutable;
using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Control.Applying;

/// <summary>Turns a placed pod into what its host needs, resolving ConfigMaps and Secrets as they are now.</summary>
internal static class LaunchBuilder
{
    /// <exception cref="UnresolvedReferenceException">Something the pod must have is not there.</exception>
    public static PodLaunch Build(ClusterState state, Pod pod)
    {
        var data = new LaunchData(state, pod.Metadata.Namespace);
        return BuildLook(pod) with
        {
            LooksOnly = false,
            Environment = pod.Spec.AllContainers.ToImmutableSortedDictionary(
                container => container.Name, container => Resolve(data, container), StringComparer.Ordinal),
            Files = LaunchFiles.Files(data, pod.Spec),
            Shares = LaunchFiles.Shares(data, pod.Spec),
            Registries = LaunchRegistries.Of(data, pod.Spec),
        };
    }

    /// <summary>
    /// Asks for what an earlier create may have made with other values. Nothing is resolved: what it was made with may be gone, and must
    /// not be told apart by sending something else.
    /// </summary>
    public static PodLaunch BuildLook(Pod pod) => new()
    {
        Uid = pod.Uid,
        Namespace = pod.Metadata.Namespace,
        Name = pod.Metadata.Name,
        Workload = pod.Owner is { } owner ? $"{owner.Kind}/{owner.Name}" : null,
        Revision = pod.TemplateHash,
        Tier = pod.Placement!.Tier,
        Spec = pod.Spec,
        PlacedAt = pod.Placement.At,
        FencingToken = pod.Placement.Term,
        Environment = ImmutableSortedDictionary<string, ImmutableArray<ResolvedEnv>>.Empty,
        LooksOnly = true,
    };

    /// <summary>Whether the values are those of the placement, so that a create which is sent again is the same.</summary>
    public static bool IsSameContent(ClusterState state, Pod pod) =>
        pod.Placement!.Content is not { } content || content == ContentRevision.Of(state, pod);

    /// <summary>Later definitions of a name replace earlier ones, and env replaces envFrom, as in Kubernetes.</summary>
    private static ImmutableArray<ResolvedEnv> Resolve(LaunchData data, ContainerSpec container)
    {
        var resolved = new List<ResolvedEnv>();
        foreach (var from in container.EnvFrom)
        {
            foreach (var item in data.Read(from.Kind, from.Name, from.Optional))
                Set(resolved, new ResolvedEnv(from.Prefix + item.Key, item.Text, item.IsSecret));
        }

        foreach (var variable in container.Env)
        {
            if (variable.From is not { } source)
                Set(resolved, new ResolvedEnv(variable.Name, variable.Value ?? "", IsSecret: false));
            else if (data.FindKey(source.Kind, source.Name, source.Key, source.Optional) is { } found)
                Set(resolved, new ResolvedEnv(variable.Name, found.Text, found.IsSecret));
        }

        return [.. resolved];
    }

    private static void Set(List<ResolvedEnv> resolved, ResolvedEnv variable)
    {
        var index = resolved.FindIndex(existing => existing.Name == variable.Name);
        if (index < 0)
            resolved.Add(variable);
        else
            resolved[index] = variable;
    }
}
