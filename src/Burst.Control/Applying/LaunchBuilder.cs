using System.Collections.Immutable;
using System.Text;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Control.Applying;

/// <summary>Turns a placed pod into what its host needs, resolving ConfigMaps and Secrets as they are now.</summary>
internal static class LaunchBuilder
{
    public static PodLaunch Build(ClusterState state, Pod pod, long fencingToken) => new()
    {
        Uid = pod.Uid,
        Namespace = pod.Metadata.Namespace,
        Name = pod.Metadata.Name,
        Tier = pod.Placement!.Tier,
        Spec = pod.Spec,
        FencingToken = fencingToken,
        Environment = pod.Spec.Containers.ToImmutableSortedDictionary(
            container => container.Name, container => Resolve(state, pod.Metadata.Namespace, container), StringComparer.Ordinal),
    };

    /// <summary>Later definitions of a name replace earlier ones, and env replaces envFrom, as in Kubernetes.</summary>
    private static ImmutableArray<ResolvedEnv> Resolve(ClusterState state, string inNamespace, ContainerSpec container)
    {
        var resolved = new List<ResolvedEnv>();
        foreach (var from in container.EnvFrom)
        {
            foreach (var (key, value, secret) in Read(state.Find(new ObjectKey(from.Kind, inNamespace, from.Name))))
                Set(resolved, new ResolvedEnv(from.Prefix + key, value, secret));
        }

        foreach (var variable in container.Env)
        {
            if (variable.From is not { } source)
                Set(resolved, new ResolvedEnv(variable.Name, variable.Value ?? "", IsSecret: false));
            else if (Read(state.Find(new ObjectKey(source.Kind, inNamespace, source.Name))).FirstOrDefault(pair => pair.Key == source.Key) is { Key: not null } found)
                Set(resolved, new ResolvedEnv(variable.Name, found.Value, found.IsSecret));
        }

        return [.. resolved];
    }

    private static IEnumerable<(string Key, string Value, bool IsSecret)> Read(ClusterObject? source) => source switch
    {
        ConfigMap map => map.Data.Select(pair => (pair.Key, pair.Value, false)),
        Secret secret => secret.Data.Select(pair => (pair.Key, Encoding.UTF8.GetString(Convert.FromBase64String(pair.Value)), true)),
        _ => [],
    };

    private static void Set(List<ResolvedEnv> resolved, ResolvedEnv variable)
    {
        var index = resolved.FindIndex(existing => existing.Name == variable.Name);
        if (index < 0)
            resolved.Add(variable);
        else
            resolved[index] = variable;
    }
}
