using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Units;
using Burst.Core.Workloads;
using Burst.Testing.Time;

namespace Burst.Testing.Builders;

/// <summary>Domain objects with defaults for what a test does not care about. The same name gives the same UID.</summary>
public static partial class A
{
    public static readonly DateTimeOffset Start = ManualTimeProvider.DefaultStart;

    public static ObjectMeta Meta(
        string name, string ns = "default", string labels = "", string annotations = "", DateTimeOffset? createdAt = null, string? uid = null) => new()
    {
        Name = name,
        Namespace = ns,
        Uid = uid ?? UidOf($"{ns}/{name}"),
        Labels = Map(labels),
        Annotations = Map(annotations),
        CreatedAt = createdAt ?? Start,
        Generation = 1,
    };

    public static PodSpec Spec(
        long cpuMillis = 1000, long memoryMib = 1024, RestartPolicy restart = RestartPolicy.Always, string nodeSelector = "",
        TimeSpan? activeDeadline = null, ImmutableArray<EnvVar>? env = null, ImmutableArray<EnvFrom>? envFrom = null) => new()
    {
        Containers =
        [
            new ContainerSpec
            {
                Name = "main",
                Image = "burst/sleep",
                Requests = new Resources(cpuMillis, memoryMib),
                Env = env ?? [],
                EnvFrom = envFrom ?? [],
            },
        ],
        RestartPolicy = restart,
        NodeSelector = Map(nodeSelector),
        ActiveDeadline = activeDeadline,
    };

    public static Pod Pod(
        string name = "one", string ns = "default", long cpuMillis = 1000, long memoryMib = 1024, string labels = "",
        string annotations = "", DateTimeOffset? createdAt = null, PodSpec? spec = null) => new()
    {
        Metadata = Meta(name, ns, labels, annotations, createdAt),
        Spec = spec ?? Spec(cpuMillis, memoryMib),
        HostStateSince = createdAt ?? Start,
    };

    public static PodTemplate Template(PodSpec? spec = null, string labels = "app=web", string annotations = "") => new()
    {
        Labels = Map(labels),
        Annotations = Map(annotations),
        Spec = spec ?? Spec(),
    };

    public static Deployment Deployment(
        string name = "web", int replicas = 3, string ns = "default", long cpuMillis = 1000, long memoryMib = 1024,
        string? labels = null, PodTemplate? template = null) => new()
    {
        Metadata = Meta(name, ns),
        Replicas = replicas,
        Selector = Map(labels ?? $"app={name}"),
        Template = template ?? Template(Spec(cpuMillis, memoryMib), labels ?? $"app={name}"),
    };

    public static Job Job(
        string name = "batch", int completions = 1, int parallelism = 1, string ns = "default", long cpuMillis = 1000,
        long memoryMib = 1024, int backoffLimit = 6, TimeSpan? activeDeadline = null, bool suspend = false, string? labels = null,
        PodTemplate? template = null) => new()
    {
        Metadata = Meta(name, ns),
        Completions = completions,
        Parallelism = parallelism,
        BackoffLimit = backoffLimit,
        ActiveDeadline = activeDeadline,
        Suspend = suspend,
        Template = template ?? Template(Spec(cpuMillis, memoryMib, RestartPolicy.Never), labels ?? $"app={name}"),
    };

    /// <summary>A GUID that is a function of the text.</summary>
    public static string UidOf(string text)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text));
        return new Guid(hash.AsSpan(0, 16)).ToString("D");
    }

    /// <summary><c>a=1,b=2</c>; empty for none.</summary>
    public static ImmutableSortedDictionary<string, string> Map(string pairs) => pairs
        .Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToImmutableSortedDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
