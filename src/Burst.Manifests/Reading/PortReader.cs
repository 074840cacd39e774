using Burst.Core.Pods;

namespace Burst.Manifests.Reading;

internal static class PortReader
{
    public static ContainerPort Read(FieldReader fields, Uniqueness ports, Uniqueness names)
    {
        if (!fields.Has("containerPort"))
            fields.Missing("containerPort", "the port the program listens on, 1 to 65535");
        var port = fields.Integer("containerPort", min: 1, max: 65535) ?? 0;
        var protocol = fields.Choice("protocol", ("TCP", Protocol.Tcp), ("UDP", Protocol.Udp)) == Protocol.Udp ? "UDP" : "TCP";
        var name = fields.Text("name", NameRules.PortName);

        // Unique in the whole pod, not only in its container: containers of a pod share one network.
        if (port > 0)
            ports.Claim(fields, "containerPort", $"{port}/{protocol}");
        names.Claim(fields, "name", name ?? "");
        fields.Finish("hostPort", "hostIP");
        return new ContainerPort(port, protocol, name);
    }

    private enum Protocol
    {
        Tcp,
        Udp,
    }
}
