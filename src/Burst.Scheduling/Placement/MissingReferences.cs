using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Scheduling.Placement;

/// <summary>Finds ConfigMaps and Secrets a pod names that are not there: such a pod waits, and says for what.</summary>
internal static class MissingReferences
{
    public static string? Find(ClusterState state, Pod pod)
    {
        foreach (var reference in DataReferences.Of(pod.Spec))
        {
            if (reference.Optional)
                continue;
            var found = state.Find(new ObjectKey(reference.Kind, pod.Metadata.Namespace, reference.Name));
            if (reference.Key is null && found is null)
                return $"{reference.Kind} {reference.Name} not found ({reference.Place})";
            if (reference.Key is { } key && !HasKey(found, key))
                return $"{reference.Kind} {reference.Name} with key {key} not found ({reference.Place})";
        }

        return null;
    }

    private static bool HasKey(ClusterObject? source, string key) => source switch
    {
        ConfigMap map => map.Data.ContainsKey(key),
        Secret secret => secret.Data.ContainsKey(key),
        _ => false,
    };
}
