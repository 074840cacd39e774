using System.Text.RegularExpressions;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Units;

namespace Burst.Hosts.Aci.Mapping;

/// <summary>What ACI cannot run, found before anything is sent. Each message names the field and what would be accepted.</summary>
internal static partial class LaunchRules
{
    public const int ContainersMax = 60;
    public const int PortsMax = 5;
    private const int MessagesMax = 10;
    private const string EnvRule = "use 1-63 letters, digits and '_', not '_' first or last";

    /// <summary>Everything a spec shows by itself; null when ACI can run it.</summary>
    public static string? FindUnsupported(PodSpec spec) => Join(CheckGroup(spec).Concat(spec.Containers.SelectMany(CheckContainer)));

    /// <summary>What shows only once the place and the variables are known, as well as all the rest.</summary>
    public static string? FindUnsupported(PodLaunch launch) => Join(CheckGroup(launch.Spec)
        .Concat(launch.Spec.Containers.SelectMany(CheckContainer))
        .Concat(CheckTier(launch))
        .Concat(launch.Spec.Containers.SelectMany((container, index) => CheckVariables(launch, container, index))));

    private static IEnumerable<string> CheckGroup(PodSpec spec)
    {
        if (spec.Containers.Length is 0 or > ContainersMax)
            yield return $"spec.containers: has {spec.Containers.Length}; an ACI container group has 1-{ContainersMax}.";
        if (spec.Containers.IsEmpty)
            yield break;
        if (ContainerGroupSizing.Of(spec).Total is var total && !total.FitsIn(GroupSize.Maximum))
            yield return $"spec.containers: ask for {total} together; an ACI container group has at most {GroupSize.Maximum}.";
        var ports = spec.Containers.SelectMany(container => container.Ports).Select(ContainerPortKey.Of).Distinct().Count();
        if (ports > PortsMax)
            yield return $"spec.containers: declare {ports} different ports together; an ACI container group has at most {PortsMax}.";
    }

    private static IEnumerable<string> CheckContainer(ContainerSpec container, int index)
    {
        var path = $"spec.containers[{index}]";
        if (!DnsName.IsLabel(container.Name))
            yield return $"{path}.name: '{container.Name}' is not a container name; {DnsName.LabelRule}.";
        if (string.IsNullOrWhiteSpace(container.Image))
            yield return $"{path}.image: must not be empty.";
        if (container.Command.IsEmpty && !container.Args.IsEmpty)
            yield return $"{path}.args: ACI's command replaces the image's entry point, which is not known here; give {path}.command too.";
        if (container.WorkingDir is not null)
            yield return $"{path}.workingDir: ACI cannot set it; leave it out, or change the folder in the command.";
        foreach (var message in container.Ports.SelectMany((port, at) => CheckPort($"{path}.ports[{at}]", port)))
            yield return message;
        foreach (var message in container.Env.SelectMany((variable, at) => CheckVariable($"{path}.env[{at}].name", variable.Name)))
            yield return message;
    }

    private static IEnumerable<string> CheckPort(string path, ContainerPort port)
    {
        if (port.Port is < 1 or > 65535)
            yield return $"{path}.containerPort: {port.Port} is not a port; 1-65535 is accepted.";
        if (port.Protocol.ToUpperInvariant() is not ("TCP" or "UDP"))
            yield return $"{path}.protocol: '{port.Protocol}' is not known to ACI; TCP and UDP are.";
        if (IsReserved(port.Port))
            yield return $"{path}.containerPort: ACI keeps {port.Port} for itself; choose another.";
    }

    private static IEnumerable<string> CheckVariable(string path, string name)
    {
        if (!EnvPattern().IsMatch(name))
            yield return $"{path}: '{name}' is not a name ACI accepts for a variable; {EnvRule}.";
    }

    private static IEnumerable<string> CheckVariables(PodLaunch launch, ContainerSpec container, int index)
    {
        var declared = container.Env.Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal);
        return launch.Environment.TryGetValue(container.Name, out var variables)
            ? variables.Where(variable => !declared.Contains(variable.Name))
                .SelectMany(variable => CheckVariable($"spec.containers[{index}].envFrom", variable.Name))
            : [$"spec.containers[{index}]: its variables have not been resolved."];
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

    private static bool IsReserved(int port) => port
        is 22 or (>= 1025 and <= 1027) or (>= 3389 and <= 3399) or 9999 or 19000 or 19080 or 19100 or 19390
        or (>= 20000 and <= 30000) or (>= 49152 and <= 65534);

    private static string? Join(IEnumerable<string> messages) =>
        string.Join(" ", messages.Take(MessagesMax)) is { Length: > 0 } text ? text : null;

    [GeneratedRegex(@"\A[A-Za-z0-9]([A-Za-z0-9_]{0,61}[A-Za-z0-9])?\z")]
    private static partial Regex EnvPattern();
}
