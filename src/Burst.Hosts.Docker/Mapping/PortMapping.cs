using System.Globalization;
using Burst.Core.Pods;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Mapping;

/// <summary>Ports of the engine's machine that lead to a pod: its holder publishes them, whose network its containers share. Pure.</summary>
internal static class PortMapping
{
    /// <returns>Null for none.</returns>
    public static Dictionary<string, List<PortBindingDto>>? Bindings(PodSpec spec)
    {
        var bindings = Published(spec).GroupBy(KeyOf).ToDictionary(group => group.Key, group => group.Select(Bind).ToList());
        return bindings.Count == 0 ? null : bindings;
    }

    /// <inheritdoc cref="Bindings"/>
    public static Dictionary<string, EmptyDto>? Exposed(PodSpec spec) => Bindings(spec)?.ToDictionary(binding => binding.Key, _ => new EmptyDto());

    private static IEnumerable<ContainerPort> Published(PodSpec spec) => spec.AllContainers.SelectMany(container => container.Ports).Where(port => port.HostPort is not null);

    private static string KeyOf(ContainerPort port) => $"{port.Port}/{port.Protocol.ToLowerInvariant()}";

    private static PortBindingDto Bind(ContainerPort port) =>
        new() { HostIp = port.HostIp ?? "", HostPort = port.HostPort!.Value.ToString(CultureInfo.InvariantCulture) };
}
