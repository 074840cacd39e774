using System.Net;
using Burst.Core.Pods;

namespace Burst.Manifests.Reading;

internal static class PortReader
{
    public static ContainerPort Read(FieldReader fields, UniquePorts unique)
    {
        if (!fields.Has("containerPort"))
            fields.Missing("containerPort", "the port the program listens on, 1 to 65535");
        var port = fields.Integer("containerPort", min: 1, max: 65535) ?? 0;
        var protocol = fields.Choice("protocol", ("TCP", Protocol.Tcp), ("UDP", Protocol.Udp)) == Protocol.Udp ? "UDP" : "TCP";
        var name = fields.Text("name", NameRules.PortName);
        var read = new ContainerPort(port, protocol, name)
        {
            // 0 is none, as in Kubernetes.
            HostPort = fields.Integer("hostPort", min: 0, max: 65535) is > 0 and var number ? number : null,
            HostIp = fields.Text("hostIP", IpProblem) is { Length: > 0 } ip ? ip : null,
        };

        // Unique in the whole pod, not only in its container: containers of a pod share one network.
        if (port > 0)
            unique.Numbers.Claim(fields, "containerPort", $"{port}/{protocol}");
        unique.Names.Claim(fields, "name", name ?? "");
        if (read.HostPort is not null)
            unique.OfHost.Claim(fields, read);
        else if (read.HostIp is not null)
            fields.Error("hostIP", "is the address of a hostPort, and there is none");
        fields.Finish();
        return read;
    }

    private static string? IpProblem(string text) =>
        text.Length == 0 || IPAddress.TryParse(text, out _) ? null : $"must be an IP address such as 10.0.0.5, not {NodeText.Quote(text)}";

    private enum Protocol
    {
        Tcp,
        Udp,
    }
}
