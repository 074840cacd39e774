using Burst.Emulator.Wire;

namespace Burst.Emulator.Groups;

/// <summary>What the service checks of one container.</summary>
internal static class ContainerValidation
{
    private const int EnvironmentVariablesMax = 1000;

    public static void Check(string group, string path, ContainerBody container, IReadOnlySet<string> volumes)
    {
        var properties = container.Properties!;
        CheckProgram(group, path, container.Name, properties.Image);
        foreach (var port in properties.Ports ?? [])
            CheckPort(group, $"{path}.properties.ports", port);
        CheckEnvironment(group, container.Name!, properties.EnvironmentVariables ?? []);
        CheckMounts(group, container.Name!, properties.VolumeMounts ?? [], volumes);
        ProbeValidation.Check(group, $"{path}.properties.livenessProbe", properties.LivenessProbe);
        ProbeValidation.Check(group, $"{path}.properties.readinessProbe", properties.ReadinessProbe);
    }

    public static void Check(string group, string path, InitContainerBody container, IReadOnlySet<string> volumes)
    {
        var properties = container.Properties!;
        CheckProgram(group, path, container.Name, properties.Image);
        CheckEnvironment(group, container.Name!, properties.EnvironmentVariables ?? []);
        CheckMounts(group, container.Name!, properties.VolumeMounts ?? [], volumes);
    }

    public static void CheckPort(string group, string path, PortBody port)
    {
        if (port.Port is not (>= 1 and <= 65535))
            throw GroupErrors.Invalid("InvalidPort", $"The port '{port.Port}' in '{path}' of container group '{group}' is invalid: 1 to 65535.");
        if (IsReserved(port.Port.Value))
            throw GroupErrors.Invalid("ReservedPort", $"The port '{port.Port}' in '{path}' of container group '{group}' is reserved by the service.");
    }

    private static void CheckProgram(string group, string path, string? name, string? image)
    {
        if (name is null)
            throw GroupErrors.Required($"{path}.name", group);
        if (!GroupNames.Container().IsMatch(name))
            throw GroupErrors.Invalid("InvalidContainerName", $"The container name '{name}' in container group '{group}' is invalid: 1 to 63 lower-case " +
                "letters, digits and hyphens, the first and last not a hyphen.");
        if (string.IsNullOrWhiteSpace(image))
            throw GroupErrors.Required($"{path}.properties.image", group);
    }

    private static bool IsReserved(int port) => port
        is 22 or (>= 1025 and <= 1027) or (>= 3389 and <= 3399) or 9999 or 19000 or 19080 or 19390 or 19100
        or (>= 20000 and <= 30000) or (>= 49152 and <= 65534);

    private static void CheckEnvironment(string group, string container, IReadOnlyList<EnvironmentVariableBody> variables)
    {
        if (variables.Count > EnvironmentVariablesMax)
            throw GroupErrors.Invalid("TooManyEnvironmentVariables", $"The container '{container}' in container group '{group}' has {variables.Count} " +
                $"environment variables; at most {EnvironmentVariablesMax} are allowed.");
        foreach (var variable in variables)
        {
            if (variable.Name is null || !GroupNames.EnvironmentVariable().IsMatch(variable.Name))
                throw GroupErrors.Invalid("InvalidEnvironmentVariableName", $"The environment variable '{variable.Name}' of container '{container}' in container " +
                    $"group '{group}' is invalid: 1 to 63 letters, digits and underscores, the first and last not an underscore.");
            if (variable is { Value: not null, SecureValue: not null })
                throw GroupErrors.Invalid("InvalidEnvironmentVariable", $"The environment variable '{variable.Name}' of container '{container}' in container " +
                    $"group '{group}' has both a value and a secure value.");
        }
    }

    private static void CheckMounts(string group, string container, IReadOnlyList<VolumeMountBody> mounts, IReadOnlySet<string> volumes)
    {
        foreach (var mount in mounts)
        {
            if (mount.Name is null || !volumes.Contains(mount.Name))
                throw GroupErrors.Invalid("VolumeNotFound", $"The volume '{mount.Name}' mounted by container '{container}' is not defined in container group '{group}'.");
            if (string.IsNullOrEmpty(mount.MountPath) || mount.MountPath.Contains(':'))
                throw GroupErrors.Invalid("InvalidMountPath", $"The mount path '{mount.MountPath}' of container '{container}' in container group '{group}' " +
                    "is invalid: not empty and without ':'.");
        }
    }
}
