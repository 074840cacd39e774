namespace Burst.Manifests.Reading;

/// <summary>What ports of containers that run beside one another may not have in common.</summary>
internal sealed class UniquePorts(UniqueHostPorts ofHost)
{
    public Uniqueness Numbers { get; } = new("port");

    public Uniqueness Names { get; } = new("port name");

    public UniqueHostPorts OfHost => ofHost;
}
