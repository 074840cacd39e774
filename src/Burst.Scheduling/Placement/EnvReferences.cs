using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Scheduling.Placement;

/// <summary>Finds ConfigMaps and Secrets a pod names that are not there: such a pod waits, and says for what.</summary>
internal static class EnvReferences
{
    public static string? FindMissing(ClusterState state, Pod pod)
    {
        foreach (var container in pod.Spec.Containers)
        {
            foreach (var from in container.EnvFrom)
            {
                if (!from.Optional && state.Find(new ObjectKey(from.Kind, pod.Metadata.Namespace, from.Name)) is null)
                    return $"{from.Kind} {from.Name} not found (container {container.Name}, envFrom)";
            }

            foreach (var variable in container.Env)
            {
                if (variable.From is { Optional: false } source && !HasKey(state, pod.Metadata.Namespace, source))
                    return $"{source.Kind} {source.Name} with key {source.Key} not found (container {container.Name}, env {variable.Name})";
            }
        }

        return null;
    }

    private static bool HasKey(ClusterState state, string inNamespace, EnvSource source) =>
        state.Find(new ObjectKey(source.Kind, inNamespace, source.Name)) switch
        {
            ConfigMap map => map.Data.ContainsKey(source.Key),
            Secret secret => secret.Data.ContainsKey(source.Key),
            _ => false,
        };
}
