using System.Collections.Immutable;
using System.Net;
using Burst.Core.Pods;

namespace Burst.Manifests.Reading;

internal static class HostAliasReader
{
    public static ImmutableArray<HostAlias> Read(FieldReader spec) => [.. spec.List("hostAliases").Select(ReadOne)];

    private static HostAlias ReadOne(FieldReader fields)
    {
        var read = new HostAlias(fields.RequiredText("ip", "the address", AddressProblem), fields.Texts("hostnames", NameRules.Subdomain));
        if (read.HostNames.IsEmpty)
            fields.Missing("hostnames", "one or more names of the address");
        fields.Finish();
        return read;
    }

    private static string? AddressProblem(string text) =>
        IPAddress.TryParse(text, out _) ? null : $"must be an IP address such as 10.0.0.10, not {NodeText.Quote(text)}";
}
