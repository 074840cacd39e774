using System.Net;
using Burst.Core.Pods;

namespace Burst.Manifests.Reading;

/// <summary>Reads what a pod's resolver is told, with Kubernetes' bounds.</summary>
internal static class DnsConfigReader
{
    private const int NameServersMax = 3;
    private const int SearchesMax = 32;

    public static DnsConfig? Read(FieldReader spec)
    {
        var policy = spec.Choice("dnsPolicy", ("ClusterFirst", true), ("Default", true), ("None", false));
        if (spec.Fields("dnsConfig") is not { } fields)
        {
            if (policy == false)
                spec.Missing("dnsConfig", "with dnsPolicy None the pod has no other resolver");
            return null;
        }

        var read = new DnsConfig(
            fields.Texts("nameservers", AddressProblem),
            fields.Texts("searches", NameRules.Subdomain),
            [.. fields.List("options").Select(ReadOption)]);
        if (read.NameServers.Length > NameServersMax)
            fields.Error("nameservers", $"has {read.NameServers.Length}; at most {NameServersMax} are asked");
        if (read.Searches.Length > SearchesMax)
            fields.Error("searches", $"has {read.Searches.Length}; at most {SearchesMax} are accepted");
        fields.Finish();
        return read;
    }

    private static string ReadOption(FieldReader fields)
    {
        var name = fields.RequiredText("name", "a resolver option such as ndots");
        var value = fields.Text("value");
        fields.Finish();
        return string.IsNullOrEmpty(value) ? name : $"{name}:{value}";
    }

    private static string? AddressProblem(string text) =>
        IPAddress.TryParse(text, out _) ? null : $"must be an IP address such as 10.0.0.10, not {NodeText.Quote(text)}";
}
