using System.Globalization;
using System.Text.Json;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Mapping;

/// <summary>The labels by which containers and volumes are known to be ours, and whose. Nothing without them is ever touched.</summary>
internal sealed class PodLabels(string ownerId, NodeName node)
{
    public const string Uid = Prefix + "pod-uid";
    public const string Container = Prefix + "container";
    public const string Role = Prefix + "role";
    public const string Index = Prefix + "index";
    public const string RestartPolicyName = Prefix + "restart-policy";

    /// <summary>On the holder: how many containers the pod has, without itself.</summary>
    public const string Count = Prefix + "containers";

    /// <summary>On the holder of a pod that has files of ConfigMaps or Secrets, which are in memory.</summary>
    public const string HasFiles = Prefix + "files";

    /// <summary>On a container that has probes: what they are.</summary>
    public const string Probes = Prefix + "probes";

    /// <summary>On a container that has one: what is done right after each start.</summary>
    public const string PostStart = Prefix + "post-start";

    /// <summary>On a container that has one: what is done before it is asked to end.</summary>
    public const string PreStop = Prefix + "pre-stop";

    /// <summary>On the holder: what the pod requests, for who else counts what is left of the engine.</summary>
    public const string RequestedCpuMillis = Prefix + "requests-cpu-millis";
    public const string RequestedMemoryMib = Prefix + "requests-memory-mib";

    private const string Prefix = "dev.burst.";
    private const string Owner = Prefix + "owner";
    private const string Node = Prefix + "node";
    private const string Namespace = Prefix + "pod-namespace";
    private const string Name = Prefix + "pod-name";
    private const string FencingToken = Prefix + "fencing-token";
    private const string Workload = Prefix + "workload";
    private const string Revision = Prefix + "revision";

    /// <summary>What all of this owner and node carry, as filters.</summary>
    public IReadOnlyList<string> Ours { get; } = [OwnedBy(ownerId), $"{Node}={node}"];

    /// <summary>What all of an owner carry, whatever the node, as a filter.</summary>
    public static string OwnedBy(string ownerId) => $"{Owner}={ownerId}";

    /// <summary>What all of one pod carry, as filters.</summary>
    public IReadOnlyList<string> OfPod(PodUid pod) => [.. Ours, $"{Uid}={pod}"];

    /// <summary>The pod that a container is labelled to be of; null when its label says no UID.</summary>
    public static PodUid? ParseUid(IReadOnlyDictionary<string, string>? labels) =>
        labels is not null && labels.TryGetValue(Uid, out var text) && Guid.TryParseExact(text, "D", out var id) ? PodUid.From(id) : null;

    /// <summary>Whether something on the engine is of this owner and node.</summary>
    public bool AreOurs(IReadOnlyDictionary<string, string>? found) =>
        found is not null && found.GetValueOrDefault(Owner) == ownerId && found.GetValueOrDefault(Node) == node.Value;

    /// <summary>Whether it is of Burst, whoever's.</summary>
    public static bool AreOfBurst(IReadOnlyDictionary<string, string> found) => found.ContainsKey(Owner);

    /// <summary>The container that reads what is left of the machine, one for each owner and node.</summary>
    public string GaugeName => $"burst_gauge_{node}_{ownerId}";

    public Dictionary<string, string> ForGauge() => new() { [Owner] = ownerId, [Node] = node.Value, [Role] = nameof(ContainerRole.Gauge) };

    /// <summary>A volume's.</summary>
    public Dictionary<string, string> For(PodLaunch launch)
    {
        var labels = OfPod(launch);
        if (launch.Workload is { } workload)
            (labels[Workload], labels[Revision]) = (workload, launch.Revision);
        return labels;
    }

    private Dictionary<string, string> OfPod(PodLaunch launch) => new()
    {
        [Owner] = ownerId,
        [Node] = node.Value,
        [Uid] = launch.Uid.Value,
        [Namespace] = launch.Namespace,
        [Name] = launch.Name,
        [FencingToken] = launch.FencingToken.ToString(CultureInfo.InvariantCulture),
    };

    public Dictionary<string, string> ForHolder(PodLaunch launch) => new(For(launch))
    {
        [Role] = nameof(ContainerRole.Holder),
        [Container] = "",
        [Count] = launch.Spec.AllContainers.Length.ToString(CultureInfo.InvariantCulture),
        [RequestedCpuMillis] = launch.Spec.TotalRequests.CpuMillis.ToString(CultureInfo.InvariantCulture),
        [RequestedMemoryMib] = launch.Spec.TotalRequests.MemoryMib.ToString(CultureInfo.InvariantCulture),
        [RestartPolicyName] = launch.Spec.RestartPolicy.ToString(),
        [HasFiles] = launch.Spec.Volumes.Any(volume => volume.Data is not null) ? "true" : "false",
    };

    public Dictionary<string, string> ForContainer(PodLaunch launch, ContainerSpec container, ContainerRole role, int index)
    {
        var labels = new Dictionary<string, string>(For(launch))
        {
            [Role] = role.ToString(),
            [Container] = container.Name,
            [Index] = index.ToString(CultureInfo.InvariantCulture),
        };
        if (ProbeLabel.Write(launch.Spec, container) is { } probes)
            labels[Probes] = probes;
        if (container.PostStart is { } first)
            labels[PostStart] = JsonSerializer.Serialize(new PostStartDto { Hook = first, GraceSeconds = (int)launch.Spec.TerminationGracePeriod.TotalSeconds }, EngineJson.Default.PostStartDto);
        if (container.PreStop is { } last)
            labels[PreStop] = JsonSerializer.Serialize(last, EngineJson.Default.LifecycleHook);
        return labels;
    }
}
