using Burst.Core.Pods;

namespace Burst.Hosts.Aci.Mapping;

/// <summary>What makes two declared ports one: the number and the protocol, whatever they are called.</summary>
internal readonly record struct ContainerPortKey(int Port, string Protocol)
{
    public static ContainerPortKey Of(ContainerPort port) => new(port.Port, port.Protocol.ToUpperInvariant());
}
