using System.Collections.Immutable;
using Burst.Core.Units;

namespace Burst.Core.Pods;

/// <summary>What is worked out from a spec and asked for many times: of the pods of a template once.</summary>
internal sealed class PodSpecDigest
{
    public PodSpecDigest(PodSpec spec)
    {
        Of = spec;
        ContainerRequests = SumRequests(spec);
        TotalRequests = spec.Overhead is { } overhead ? ContainerRequests + overhead : ContainerRequests;
        ScalarRequests = SumScalars(spec);
        HostPorts = FindHostPorts(spec);
        DataReferences = [.. Pods.DataReferences.Read(spec)];
    }

    /// <summary>The spec it is made of: a copy of that with other fields needs one of its own.</summary>
    public PodSpec Of { get; }

    public Resources ContainerRequests { get; }

    public Resources TotalRequests { get; }

    public ScalarResources ScalarRequests { get; }

    public ImmutableArray<HostPort> HostPorts { get; }

    public ImmutableArray<DataReference> DataReferences { get; }

    private static Resources SumRequests(PodSpec spec)
    {
        var (sidecars, most) = (Resources.Zero, Resources.Zero);
        foreach (var container in spec.InitContainers)
        {
            most = most.AtLeast(sidecars + container.Requests);
            if (container.IsSidecar)
                sidecars += container.Requests;
        }

        return spec.Containers.Aggregate(sidecars, (sum, container) => sum + container.Requests).AtLeast(most);
    }

    private static ScalarResources SumScalars(PodSpec spec)
    {
        var (running, most) = (ScalarResources.None, ScalarResources.None);
        foreach (var container in spec.InitContainers)
        {
            var asked = container.ScalarRequests ?? ScalarResources.None;
            most = most.AtLeast(running + asked);
            if (container.IsSidecar)
                running += asked;
        }

        foreach (var container in spec.Containers)
            running += container.ScalarRequests ?? ScalarResources.None;
        return running.AtLeast(most);
    }

    private static ImmutableArray<HostPort> FindHostPorts(PodSpec spec) =>
    [
        .. spec.InitContainers.Where(container => container.IsSidecar).Concat(spec.Containers).SelectMany(container => container.Ports)
            .Where(port => port.HostPort is not null).Select(port => new HostPort(port.HostPort!.Value, port.Protocol, port.HostIp ?? HostPort.AllAddresses)),
    ];
}
