using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Local.Programs;

namespace Burst.Hosts.Local;

/// <summary>
/// What this host can run in full. Requests count where pods are placed; limits are accepted but not enforced, since a plain
/// process has nothing to enforce them with.
/// </summary>
internal static class SpecRules
{
    public const int ContainersMax = 60;
    public const string ImagePrefix = "burst/";
    public const string CommandPrefix = "/burst/";
    private const string Flag = "--allow-host-commands";

    /// <returns>Null, or what stands in the way with the path of the field.</returns>
    public static string? FindUnsupported(PodSpec spec, bool allowHostCommands)
    {
        if (spec.Containers.IsDefaultOrEmpty || spec.Containers.Length > ContainersMax)
            return $"containers: a pod has 1-{ContainersMax} containers.";

        var names = new HashSet<string>();
        return FindUnsupportedPart(spec) ?? spec.Containers
            .Select((container, index) => FindUnsupported(container, $"containers[{index}]", allowHostCommands, names))
            .FirstOrDefault(reason => reason is not null);
    }

    /// <summary>The program a container runs, when it is one of Burst's own.</summary>
    public static string? FindProgram(ContainerSpec container) => container.Command is { IsDefaultOrEmpty: false } command
        ? FindCommandProgram(command[0])
        : FindImageProgram(container.Image);

    /// <summary>A process of this machine has no file system and no network of its own.</summary>
    private static string? FindUnsupportedPart(PodSpec spec)
    {
        if (spec.PublicAddress is not null)
            return $"metadata.annotations['{PublicAddress.Annotation}']: a local node gives none; remove it, or let the pod run on ACI.";
        if (!spec.InitContainers.IsEmpty)
            return "initContainers: a local node runs none; remove them, or let the pod run on ACI.";
        if (!spec.Volumes.IsEmpty)
            return "volumes: a local node mounts none; remove them, pass small data as env, or let the pod run on ACI.";
        if (!spec.ImagePullSecrets.IsEmpty)
            return "imagePullSecrets: a local node pulls no images; remove them, or let the pod run on ACI.";
        if (spec.Security is not null)
            return "securityContext: a local process is its machine's own user's; remove it, or use a VM node with a Docker Engine.";
        if (!spec.HostAliases.IsEmpty)
            return "hostAliases: a local process has its machine's names; remove them, or use a VM node with a Docker Engine.";
        if (spec.ProcessLimits is { } limits)
            return $"metadata.annotations['{(limits.PidsMax is null ? ProcessLimits.UlimitsAnnotation : ProcessLimits.PidsAnnotation)}']: a local node bounds no processes; remove it, or use a VM node with a Docker Engine.";
        return spec.DnsConfig is null ? null : "dnsConfig: a local process has its machine's resolver; remove it, or let the pod run on ACI.";
    }

    private static string? FindUnsupportedProbe(ContainerSpec container, string path)
    {
        var probe = container.LivenessProbe is not null ? "livenessProbe"
            : container.ReadinessProbe is not null ? "readinessProbe"
            : container.StartupProbe is not null ? "startupProbe" : null;
        return probe is null ? null : $"{path}.{probe}: a local node asks none; remove it, or let the pod run on ACI.";
    }

    private static string? FindUnsupported(ContainerSpec container, string path, bool allowHostCommands, HashSet<string> names)
    {
        if (!DnsName.IsLabel(container.Name))
            return $"{path}.name: '{container.Name}' is not a container name; {DnsName.LabelRule}.";
        if (!names.Add(container.Name))
            return $"{path}.name: '{container.Name}' is used twice; each container of a pod has a name of its own.";
        if (container.Command.Concat(container.Args).Any(argument => argument.Contains('\0')))
            return $"{path}.command: a zero character cannot be passed to a program.";

        if (container.Security is not null)
            return $"{path}.securityContext: a local process is its machine's own user's; remove it, or use a VM node with a Docker Engine.";
        if (container.PostStart is not null)
            return $"{path}.lifecycle.postStart: a local node runs no hooks; let the program do it when it begins, or use a VM node with a Docker Engine.";
        if (container.PreStop is not null)
            return $"{path}.lifecycle.preStop: a local node runs no hooks; let the program do it when it is sent SIGTERM, or use a VM node with a Docker Engine.";
        for (var i = 0; i < container.Ports.Length; i++)
        {
            if (container.Ports[i].HostPort is not null)
                return $"{path}.ports[{i}].hostPort: a local process listens on its machine's ports itself; remove it, or use a VM node with a Docker Engine.";
        }

        return FindUnsupportedProbe(container, path) ?? FindUnsupportedCommand(container, path, allowHostCommands) ?? FindUnsupportedFolder(container, path, allowHostCommands);
    }

    private static string? FindUnsupportedCommand(ContainerSpec container, string path, bool allowHostCommands)
    {
        var hasCommand = !container.Command.IsDefaultOrEmpty;
        if (hasCommand && container.Command[0].Length == 0)
            return $"{path}.command[0]: it is empty; {AcceptedCommands}.";
        if (allowHostCommands)
        {
            return hasCommand || FindImageProgram(container.Image) is not null
                ? null
                : $"{path}.image: '{container.Image}' cannot be run on a local node, which has no images; "
                    + $"add a command of this machine, or use {AcceptedImages}.";
        }

        if (FindImageProgram(container.Image) is null)
        {
            return $"{path}.image: '{container.Image}' cannot be run on a local node, which has no images; use {AcceptedImages}, "
                + $"or start `burst up` with {Flag} and give the container a command of this machine.";
        }

        if (hasCommand && FindCommandProgram(container.Command[0]) is null)
        {
            return $"{path}.command[0]: '{container.Command[0]}' is a command of this machine, which is not allowed here; "
                + $"{AcceptedCommands}, or start `burst up` with {Flag}.";
        }

        return null;
    }

    private static string? FindUnsupportedFolder(ContainerSpec container, string path, bool allowHostCommands)
    {
        if (string.IsNullOrEmpty(container.WorkingDir))
            return null;
        if (!allowHostCommands)
            return $"{path}.workingDir: a local node runs '{container.Image}' in a folder of its own; remove workingDir, or start `burst up` with {Flag}.";
        return Path.IsPathFullyQualified(container.WorkingDir)
            ? null
            : $"{path}.workingDir: '{container.WorkingDir}' is not an absolute path of this machine.";
    }

    private static string AcceptedImages => string.Join(", ", BuiltInPrograms.Names.Select(name => ImagePrefix + name)) + " (any tag)";

    private static string AcceptedCommands => "use " + string.Join(", ", BuiltInPrograms.Names.Select(name => CommandPrefix + name));

    private static string? FindImageProgram(string image) =>
        image.StartsWith(ImagePrefix, StringComparison.Ordinal) ? Known(image[ImagePrefix.Length..].Split(':', 2)[0]) : null;

    private static string? FindCommandProgram(string command) =>
        command.StartsWith(CommandPrefix, StringComparison.Ordinal) ? Known(command[CommandPrefix.Length..]) : null;

    private static string? Known(string name) => BuiltInPrograms.Names.Contains(name) ? name : null;
}
