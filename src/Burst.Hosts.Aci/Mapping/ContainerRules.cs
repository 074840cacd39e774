using System.Text.RegularExpressions;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Hosts.Aci.Mapping;

/// <summary>What of one container, init or not, ACI cannot do.</summary>
internal static partial class ContainerRules
{
    private const string EnvRule = "use 1-63 letters, digits and '_', not '_' first or last";

    public static IEnumerable<string> Check(ContainerSpec container, string path)
    {
        if (!DnsName.IsLabel(container.Name))
            yield return $"{path}.name: '{container.Name}' is not a container name; {DnsName.LabelRule}.";
        if (string.IsNullOrWhiteSpace(container.Image))
            yield return $"{path}.image: must not be empty.";
        if (container.PullPolicy == PullPolicy.Never)
            yield return $"{path}.imagePullPolicy: ACI has no images but those it pulls; leave it out, or let the pod run on a VM node with a Docker Engine.";
        if (container.Command.IsEmpty && !container.Args.IsEmpty)
            yield return $"{path}.args: ACI's command replaces the image's entry point, which is not known here; give {path}.command too.";
        if (container.WorkingDir is not null)
            yield return $"{path}.workingDir: ACI cannot set it; leave it out, or change the folder in the command.";
        foreach (var message in container.Ports.SelectMany((port, at) => CheckPort($"{path}.ports[{at}]", port)))
            yield return message;
        foreach (var message in container.Env.SelectMany((variable, at) => CheckVariable($"{path}.env[{at}].name", variable.Name)))
            yield return message;
        foreach (var message in CheckProbe($"{path}.livenessProbe", container.LivenessProbe).Concat(CheckProbe($"{path}.readinessProbe", container.ReadinessProbe)))
            yield return message;
        if (container.Security is not null)
            yield return $"{path}.securityContext: ACI keeps none of it; leave it out, or let the pod run on a VM node.";
        if (container.PostStart is not null)
            yield return $"{path}.lifecycle.postStart: ACI has no hooks; let the program do it when it begins, or let the pod run on a VM node with a Docker Engine.";
        if (container.PreStop is not null)
            yield return $"{path}.lifecycle.preStop: ACI has no hooks; let the program do it when it is sent SIGTERM, or let the pod run on a VM node.";
        if (container.StartupProbe is not null)
            yield return $"{path}.startupProbe: ACI has none; leave it out, or give the liveness probe an initialDelaySeconds.";
    }

    /// <summary>What ACI gives no init container.</summary>
    public static IEnumerable<string> CheckInit(ContainerSpec container, string path)
    {
        if (!container.Ports.IsEmpty)
            yield return $"{path}.ports: ACI opens none for an init container; leave them out.";
    }

    public static IEnumerable<string> CheckVariable(string path, string name)
    {
        if (!EnvPattern().IsMatch(name))
            yield return $"{path}: '{name}' is not a name ACI accepts for a variable; {EnvRule}.";
    }

    private static IEnumerable<string> CheckProbe(string path, Probe? probe)
    {
        if (probe?.TcpPort is not null)
            yield return $"{path}.tcpSocket: ACI knows exec and httpGet only; use one of them.";
        if (probe?.TerminationGracePeriodSeconds is not null)
            yield return $"{path}.terminationGracePeriodSeconds: ACI ends a container in its own time; leave it out, or let the pod run on a VM node with a Docker Engine.";
    }

    private static IEnumerable<string> CheckPort(string path, ContainerPort port)
    {
        if (port.Port is < 1 or > 65535)
            yield return $"{path}.containerPort: {port.Port} is not a port; 1-65535 is accepted.";
        if (port.Protocol.ToUpperInvariant() is not ("TCP" or "UDP"))
            yield return $"{path}.protocol: '{port.Protocol}' is not known to ACI; TCP and UDP are.";
        if (IsReserved(port.Port))
            yield return $"{path}.containerPort: ACI keeps {port.Port} for itself; choose another.";
        if (port.HostPort is not null)
            yield return $"{path}.hostPort: a container group has no node whose port could lead to it; ask for a public address ({PublicAddress.Annotation}), or let the pod run on a VM node with a Docker Engine.";
    }

    private static bool IsReserved(int port) => port
        is 22 or (>= 1025 and <= 1027) or (>= 3389 and <= 3399) or 9999 or 19000 or 19080 or 19100 or 19390
        or (>= 20000 and <= 30000) or (>= 49152 and <= 65534);

    [GeneratedRegex(@"\A[A-Za-z0-9]([A-Za-z0-9_]{0,61}[A-Za-z0-9])?\z")]
    private static partial Regex EnvPattern();
}
