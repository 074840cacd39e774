using Burst.Scheduling.Oracle.Model;

namespace Burst.Scheduling.Oracle.Rules;

/// <summary>A port of the host is taken by address, protocol and number; 0.0.0.0 is every address.</summary>
internal static class HostPorts
{
    private const string EveryAddress = "0.0.0.0";

    public static Refusals Judge(SchedulingCase scheduling, Pod pod, Node node)
    {
        var taken = scheduling.On(node).SelectMany(Of).ToList();
        return Of(pod).Any(port => taken.Exists(other => Clash(port, other))) ? Refusals.HostPorts : Refusals.None;
    }

    /// <summary>An init container that ends holds no port of a running pod.</summary>
    private static IEnumerable<HostPort> Of(Pod pod) =>
        pod.Containers.Concat(pod.InitContainers.Where(container => container.IsSidecar)).SelectMany(container => container.HostPorts);

    private static bool Clash(HostPort one, HostPort other) =>
        one.Port == other.Port && one.Protocol == other.Protocol
        && (one.Address == other.Address || one.Address == EveryAddress || other.Address == EveryAddress);
}
