using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Manifests.Parsing;

namespace Burst.Manifests.Reading;

internal static class PodSpecReader
{
    private const int ContainersMax = 60;

    public static PodSpec Read(FieldReader spec, PodUse use)
    {
        var names = new Uniqueness("container name");
        var hostPorts = new UniqueHostPorts();
        var volumes = VolumeReader.Read(spec);
        var security = SecurityReader.ReadPod(spec);
        var read = new PodSpec
        {
            InitContainers = ReadInitContainers(spec, names, hostPorts, volumes, security),
            Containers = ReadContainers(spec, names, hostPorts, volumes, security),
            Volumes = volumes,
            ImagePullSecrets = [.. spec.List("imagePullSecrets").Select(ReadPullSecret)],
            DnsConfig = DnsConfigReader.Read(spec),
            HostAliases = HostAliasReader.Read(spec),
            Security = security,
            RestartPolicy = ReadRestartPolicy(spec, use),
            TerminationGracePeriod = spec.Seconds("terminationGracePeriodSeconds", min: 0) ?? TimeSpan.FromSeconds(30),
            ActiveDeadline = ReadActiveDeadline(spec, use),
            Affinity = AffinityReader.Read(spec),
            TopologySpread = TopologySpreadReader.Read(spec),
            Tolerations = TolerationReader.Read(spec),
            PriorityClassName = spec.Text("priorityClassName", name => name.Length == 0 ? null : NameRules.Subdomain(name)) is { Length: > 0 } name ? name : null,
            Priority = spec.Integer("priority", int.MinValue),
            PreemptionPolicy = PriorityClassReader.ReadPreemption(spec),
            NodeName = spec.Text("nodeName", text => text.Length == 0 ? null : NameRules.Subdomain(text)) is { } only && DnsName.IsSubdomain(only) ? NodeName.Parse(only) : null,
            NodeSelector = spec.TextMap("nodeSelector", NameRules.LabelKey, NameRules.LabelValue),
            Overhead = ResourcesReader.ReadOverhead(spec),
            SchedulingGates = SchedulingGateReader.Read(spec),
        };
        if (read is { IsGated: true, NodeName: not null })
            spec.Error("nodeName", "must not be set while there are schedulingGates; remove the one or the others");
        RestatedDefaults.AcceptIn(spec);
        spec.Finish(
            "ephemeralContainers", "hostname", "hostnameOverride", "os", "readinessGates", "resourceClaims", "resources",
            "runtimeClassName", "setHostnameAsFQDN", "subdomain",
            "workloadRef");
        return read;
    }

    private static string ReadPullSecret(FieldReader fields)
    {
        var name = fields.RequiredText("name", "a Secret of type kubernetes.io/dockerconfigjson", NameRules.Subdomain);
        fields.Finish();
        return name;
    }

    /// <summary>They run before the containers, so their ports may be the same.</summary>
    private static ImmutableArray<ContainerSpec> ReadInitContainers(
        FieldReader spec, Uniqueness names, UniqueHostPorts hostPorts, ImmutableArray<Volume> volumes, PodSecurity? security) =>
        [.. spec.List("initContainers").Select(container => ContainerReader.ReadInit(container, names, new UniquePorts(hostPorts), volumes, security))];

    private static ImmutableArray<ContainerSpec> ReadContainers(
        FieldReader spec, Uniqueness names, UniqueHostPorts hostPorts, ImmutableArray<Volume> volumes, PodSecurity? security)
    {
        if (!spec.Has("containers"))
            spec.Missing("containers", "a list of one or more containers, each with name and image");
        else if (spec.Find("containers")?.Value is ListNode { Items.Length: 0 or > ContainersMax } list)
            spec.Error("containers", $"must have 1 to {ContainersMax} containers, not {list.Items.Length}");
        var ports = new UniquePorts(hostPorts);
        return [.. spec.List("containers").Select(container => ContainerReader.Read(container, names, ports, volumes, security))];
    }

    private static RestartPolicy ReadRestartPolicy(FieldReader spec, PodUse use)
    {
        if (use == PodUse.Job && !spec.Has("restartPolicy"))
        {
            spec.Missing("restartPolicy", "OnFailure (restart in place) or Never (a new pod per try)");
            return RestartPolicy.Never;
        }

        var policy = use switch
        {
            PodUse.Deployment => spec.Choice("restartPolicy", ("Always", RestartPolicy.Always)),
            PodUse.Job => spec.Choice("restartPolicy", ("OnFailure", RestartPolicy.OnFailure), ("Never", RestartPolicy.Never)),
            _ => spec.Choice(
                "restartPolicy", ("Always", RestartPolicy.Always), ("OnFailure", RestartPolicy.OnFailure), ("Never", RestartPolicy.Never)),
        };
        return policy ?? RestartPolicy.Always;
    }

    private static TimeSpan? ReadActiveDeadline(FieldReader spec, PodUse use)
    {
        if (use == PodUse.Deployment && spec.Has("activeDeadlineSeconds"))
            spec.Error("activeDeadlineSeconds", "is not allowed in a Deployment, whose pods run until they are replaced; use a Job");
        return spec.Seconds("activeDeadlineSeconds", min: 1);
    }
}
