using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Units;

namespace Burst.Hosts.Aci.Mapping;

/// <summary>What ACI cannot run, found before anything is sent. Each message names the field and what would be accepted.</summary>
internal static class LaunchRules
{
    public const int ContainersMax = 60;
    public const int PortsMax = 5;
    private const int MessagesMax = 10;

    /// <summary>Everything a spec shows by itself; null when ACI can run it.</summary>
    public static string? FindUnsupported(PodSpec spec, AciPodHostOptions options) => Join(CheckSpec(spec, options));

    /// <summary>What shows only once the place and the variables are known, as well as all the rest.</summary>
    public static string? FindUnsupported(PodLaunch launch, AciPodHostOptions options) => Join(CheckSpec(launch.Spec, options)
        .Concat(CheckTier(launch))
        .Concat(AddressRules.CheckTier(launch.Spec, launch.Tier))
        .Concat(launch.Spec.InitContainers.SelectMany((container, index) => CheckVariables(launch, container, $"spec.initContainers[{index}]")))
        .Concat(launch.Spec.Containers.SelectMany((container, index) => CheckVariables(launch, container, $"spec.containers[{index}]"))));

    private static IEnumerable<string> CheckSpec(PodSpec spec, AciPodHostOptions options) => CheckGroup(spec)
        .Concat(spec.InitContainers.SelectMany((container, index) => CheckInit(container, $"spec.initContainers[{index}]")))
        .Concat(spec.Containers.SelectMany((container, index) => ContainerRules.Check(container, $"spec.containers[{index}]")))
        .Concat(VolumeRules.Check(spec))
        .Concat(CheckDns(spec))
        .Concat(CheckMachine(spec))
        .Concat(AddressRules.Check(spec, options));

    private static IEnumerable<string> CheckInit(ContainerSpec container, string path) =>
        ContainerRules.Check(container, path).Concat(ContainerRules.CheckInit(container, path))
            .Concat(container.IsSidecar ? [$"{path}.restartPolicy: ACI has no sidecars; make it one of the containers, or let the pod run on a VM node."] : []);

    private static IEnumerable<string> CheckGroup(PodSpec spec)
    {
        if (spec.Containers.IsEmpty)
            yield return $"spec.containers: has 0; an ACI container group has 1-{ContainersMax}.";
        else if (spec.Containers.Length + spec.InitContainers.Length is var count and > ContainersMax)
            yield return $"spec.containers: has {count} with init containers; an ACI container group has 1-{ContainersMax}.";
        if (spec.Containers.IsEmpty)
            yield break;
        if (ContainerGroupSizing.Of(spec).Total is var total && !total.FitsIn(GroupSize.Maximum))
            yield return $"spec.containers: ask for {total} together; an ACI container group has at most {GroupSize.Maximum}.";
        var ports = spec.Containers.SelectMany(container => container.Ports).Select(ContainerPortKey.Of).Distinct().Count();
        if (ports > PortsMax)
            yield return $"spec.containers: declare {ports} different ports together; an ACI container group has at most {PortsMax}.";
    }

    private static IEnumerable<string> CheckDns(PodSpec spec)
    {
        if (spec.DnsConfig is { NameServers.IsEmpty: true })
            yield return "spec.dnsConfig.nameservers: ACI takes search domains and options only with a name server; add one.";
    }

    private static IEnumerable<string> CheckMachine(PodSpec spec)
    {
        if (spec.Security is not null)
            yield return "spec.securityContext: ACI keeps none of it; leave it out, or let the pod run on a VM node.";
        if (!spec.HostAliases.IsEmpty)
            yield return "spec.hostAliases: ACI has none; leave them out, or let the pod run on a VM node.";
        if (spec.ProcessLimits is { } limits)
            yield return $"metadata.annotations['{(limits.PidsMax is null ? ProcessLimits.UlimitsAnnotation : ProcessLimits.PidsAnnotation)}']: ACI bounds no processes; leave it out, or let the pod run on a VM node.";
    }

    private static IEnumerable<string> CheckVariables(PodLaunch launch, ContainerSpec container, string path)
    {
        var declared = container.Env.Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal);
        return launch.Environment.TryGetValue(container.Name, out var variables)
            ? variables.Where(variable => !declared.Contains(variable.Name))
                .SelectMany(variable => ContainerRules.CheckVariable($"{path}.envFrom", variable.Name))
            : [$"{path}: its variables have not been resolved."];
    }

    private static IEnumerable<string> CheckTier(PodLaunch launch)
    {
        if (launch.Tier != Tier.Aci && launch.Tier != Tier.AciSpot)
            yield return $"tier: '{launch.Tier}' is not one of ACI's; {Tier.Aci} and {Tier.AciSpot} are.";
        if (launch.Tier != Tier.AciSpot || launch.Spec.Containers.IsEmpty)
            yield break;
        if (ContainerGroupSizing.Of(launch.Spec).Total is var total && !total.FitsIn(GroupSize.SpotMaximum))
            yield return $"spec.containers: ask for {total} together; an ACI Spot group has at most {GroupSize.SpotMaximum}.";
    }

    private static string? Join(IEnumerable<string> messages) =>
        string.Join(" ", messages.Take(MessagesMax)) is { Length: > 0 } text ? text : null;
}
