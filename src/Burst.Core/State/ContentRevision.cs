using System.Security.Cryptography;
using System.Text;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Core.State;

/// <summary>
/// Which revisions of ConfigMaps and Secrets a pod's variables, files and credentials come from. It is made of their UIDs and
/// generations and of no value, so it may be kept and shown where a value may not.
/// </summary>
public static class ContentRevision
{
    private const int LengthInHex = 16;

    /// <summary>Empty for a pod that reads none.</summary>
    public static string Of(ClusterState state, Pod pod)
    {
        SortedSet<ObjectKey>? sources = null;
        foreach (var reference in DataReferences.Of(pod.Spec))
            (sources ??= []).Add(new ObjectKey(reference.Kind, pod.Metadata.Namespace, reference.Name));
        return sources is null ? "" : Hash(string.Join('\n', sources.Select(key => Describe(state, key))));
    }

    private static string Describe(ClusterState state, ObjectKey key) =>
        state.Find(key) is { Metadata: var found } ? $"{key} {found.Uid} {found.Generation}" : $"{key} missing";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..LengthInHex];
}
