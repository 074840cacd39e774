using Burst.Core.Pods;

namespace Burst.Hosts.Docker.Mapping;

/// <summary>What a pod may not ask of a Docker Engine, by the path of the field.</summary>
internal static class SpecRules
{
    private const int MemoryMibMin = 6;

    /// <returns>Null, or what stands in the way.</returns>
    public static string? FindUnsupported(PodSpec spec, IReadOnlyList<string> allowedHostPaths) => spec.Containers.IsDefaultOrEmpty
        ? "containers: a pod has at least one."
        : FindUnsupportedPart(spec, allowedHostPaths)
            ?? FindUnsupported(spec, spec.InitContainers, "initContainers")
            ?? FindUnsupported(spec, spec.Containers, "containers");

    private static string? FindUnsupportedPart(PodSpec spec, IReadOnlyList<string> allowedHostPaths)
    {
        if (spec.PublicAddress is not null)
            return $"metadata.annotations['{PublicAddress.Annotation}']: a Docker node gives none; remove it, or let the pod run on ACI.";
        for (var i = 0; i < spec.Volumes.Length; i++)
        {
            if (spec.Volumes[i].AzureFile is not null)
                return $"volumes[{i}].azureFile: a Docker node mounts no Azure Files share; let the pod run on ACI.";
            if (spec.Volumes[i].HostPath is { } path && !allowedHostPaths.Any(allowed => IsWithin(allowed, path)))
                return $"volumes[{i}].hostPath.path: '{path}' is not open to pods; {(allowedHostPaths.Count == 0 ? "no path is" : $"{string.Join(", ", allowedHostPaths)} {(allowedHostPaths.Count == 1 ? "is" : "are")}")}: see --allow-host-path of `burst up`.";
            if (spec.Volumes[i].EmptyDir is { InMemory: false, SizeLimitMib: not null })
                return $"volumes[{i}].emptyDir.sizeLimit: an engine cannot bound a folder on its disk; leave it out, or use medium: Memory.";
        }

        return null;
    }

    /// <summary>It, or below it; with whatever slashes.</summary>
    private static bool IsWithin(string allowed, string path) =>
        $"/{string.Join('/', Parts(path))}/".StartsWith(Parts(allowed) is { Length: > 0 } parts ? $"/{string.Join('/', parts)}/" : "/", StringComparison.Ordinal);

    private static string[] Parts(string path) => [.. path.Split('/').Where(part => part is not ("" or "."))];

    private static string? FindUnsupported(PodSpec spec, IReadOnlyList<ContainerSpec> containers, string list)
    {
        for (var i = 0; i < containers.Count; i++)
        {
            if (FindUnsupported(spec, containers[i], $"{list}[{i}]") is { } reason)
                return reason;
        }

        return null;
    }

    private static string? FindUnsupported(PodSpec spec, ContainerSpec container, string path)
    {
        if (string.IsNullOrWhiteSpace(container.Image))
            return $"{path}.image: is empty; name an image.";
        if ((container.Security?.RunAsUser ?? spec.Security?.RunAsUser) is null && (container.Security?.RunAsGroup ?? spec.Security?.RunAsGroup) is not null)
            return $"{(container.Security?.RunAsGroup is null ? "" : path + ".")}securityContext.runAsGroup: an engine sets a group only with a user; give runAsUser too.";
        return container.Limits.MemoryMib is > 0 and < MemoryMibMin
            ? $"{path}.resources.limits.memory: an engine accepts no less than {MemoryMibMin}Mi."
            : null;
    }
}
