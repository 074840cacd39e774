using Burst.Core.Pods;

namespace Burst.Manifests.Reading;

/// <summary>Reports ports of the node that one pod asks for twice: on all addresses is on each.</summary>
internal sealed class UniqueHostPorts
{
    private readonly List<HostPort> claimed = [];

    public void Claim(FieldReader fields, ContainerPort port)
    {
        var wanted = new HostPort(port.HostPort!.Value, port.Protocol, port.HostIp ?? HostPort.AllAddresses);
        if (claimed.Exists(wanted.ConflictsWith))
            fields.Error("hostPort", $"{wanted} is taken by this pod already; choose another");
        claimed.Add(wanted);
    }
}
