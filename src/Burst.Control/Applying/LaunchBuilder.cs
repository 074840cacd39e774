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
    /// <summary>Refuses what it cannot read; the ordinary one would put other characters in its place.</summary>
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="UnresolvedReferenceException">Something the pod must have is not there.</exception>
    public static PodLaunch Build(ClusterState state, Pod pod) => new()
    {
        Uid = pod.Uid,
        Namespace = pod.Metadata.Namespace,
        Name = pod.Metadata.Name,
        Tier = pod.Placement!.Tier,
        Spec = pod.Spec,
        PlacedAt = pod.Placement.At,
        FencingToken = pod.Placement.Term,
        Environment = pod.Spec.Containers.ToImmutableSortedDictionary(
            container => container.Name, container => Resolve(state, pod.Metadata.Namespace, container), StringComparer.Ordinal),
    };

    /// <summary>
    /// Asks for what an earlier create may have made with other values. Nothing is resolved: what it was made with may be gone, and must
    /// not be told apart by sending something else.
    /// </summary>
    public static PodLaunch BuildLook(Pod pod) => new()
    {
        Uid = pod.Uid,
        Namespace = pod.Metadata.Namespace,
        Name = pod.Metadata.Name,
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
    private static ImmutableArray<ResolvedEnv> Resolve(ClusterState state, string inNamespace, ContainerSpec container)
    {
        var resolved = new List<ResolvedEnv>();
        foreach (var from in container.EnvFrom)
        {
            foreach (var (key, value, secret) in Read(state, new ObjectKey(from.Kind, inNamespace, from.Name), from.Optional))
                Set(resolved, new ResolvedEnv(from.Prefix + key, value, secret));
        }

        foreach (var variable in container.Env)
        {
            if (variable.From is not { } source)
                Set(resolved, new ResolvedEnv(variable.Name, variable.Value ?? "", IsSecret: false));
            else if (FindKey(state, inNamespace, source) is { } found)
                Set(resolved, new ResolvedEnv(variable.Name, found.Value, found.IsSecret));
        }

        return [.. resolved];
    }

    private static (string Value, bool IsSecret)? FindKey(ClusterState state, string inNamespace, EnvSource source)
    {
        foreach (var (key, value, secret) in Read(state, new ObjectKey(source.Kind, inNamespace, source.Name), source.Optional))
        {
            if (key == source.Key)
                return (value, secret);
        }

        return source.Optional ? null : throw new UnresolvedReferenceException($"{source.Kind} {source.Name} has no key {source.Key} any more");
    }

    private static IEnumerable<(string Key, string Value, bool IsSecret)> Read(ClusterState state, ObjectKey source, bool optional) =>
        state.Find(source) switch
        {
            ConfigMap map => map.Data.Select(pair => (pair.Key, pair.Value, false)),
            Secret secret => secret.Data.Select(pair => (pair.Key, Decode(source, pair.Key, pair.Value), true)),
            _ when optional => [],
            _ => throw new UnresolvedReferenceException($"{source.Kind} {source.Name} is no longer there"),
        };

    private static string Decode(ObjectKey source, string key, string base64)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length))
            throw new UnresolvedReferenceException($"{source.Kind} {source.Name}: the value of {key} is not base64");
        try
        {
            return StrictUtf8.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw new UnresolvedReferenceException(
                $"{source.Kind} {source.Name}: the value of {key} is not UTF-8 text, and a variable can hold nothing else");
        }
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
