using System.Collections.Immutable;
using Burst.Core.Pods;
using Burst.Manifests.Parsing;

namespace Burst.Manifests.Reading;

internal static class PodSpecReader
{
    private const int ContainersMax = 60;

    public static PodSpec Read(FieldReader spec, PodUse use)
    {
        var read = new PodSpec
        {
            Containers = ReadContainers(spec),
            RestartPolicy = ReadRestartPolicy(spec, use),
            TerminationGracePeriod = spec.Seconds("terminationGracePeriodSeconds", min: 0) ?? TimeSpan.FromSeconds(30),
            ActiveDeadline = ReadActiveDeadline(spec, use),
            NodeSelector = spec.TextMap("nodeSelector", NameRules.LabelKey, NameRules.LabelValue),
        };
        if (use == PodUse.Pod)
            spec.Drop("nodeName");
        RestatedDefaults.AcceptIn(spec);
        spec.Finish(
            "affinity", "dnsConfig", "ephemeralContainers", "hostAliases", "hostname", "hostnameOverride", "imagePullSecrets",
            "initContainers", "nodeName", "os", "overhead", "priorityClassName", "readinessGates", "resourceClaims", "resources",
            "runtimeClassName", "schedulingGates", "securityContext", "setHostnameAsFQDN", "subdomain", "topologySpreadConstraints",
            "workloadRef");
        return read;
    }

    private static ImmutableArray<ContainerSpec> ReadContainers(FieldReader spec)
    {
        if (!spec.Has("containers"))
            spec.Missing("containers", "a list of one or more containers, each with name and image");
        else if (spec.Find("containers")?.Value is ListNode { Items.Length: 0 or > ContainersMax } list)
            spec.Error("containers", $"must have 1 to {ContainersMax} containers, not {list.Items.Length}");
        var names = new Uniqueness("container name");
        var ports = new Uniqueness("port");
        var portNames = new Uniqueness("port name");
        return [.. spec.List("containers").Select(container => ContainerReader.Read(container, names, ports, portNames))];
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
