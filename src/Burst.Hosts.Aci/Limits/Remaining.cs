using Azure.Core;

namespace Burst.Hosts.Aci.Limits;

/// <summary>What a reply says is left of the limits that its request counts against; null for each that it does not tell.</summary>
internal readonly record struct Remaining(int? InBucket, int? In5Minutes, int? InAnHour)
{
    private const string Prefix = "x-ms-ratelimit-remaining-subscription-";

    public static Remaining Read(ResponseHeaders headers, RequestKind kind) => new(
        Find(headers, kind switch { RequestKind.Read => "reads", RequestKind.Delete => "deletes", _ => "writes" }),
        Find(headers, "resource-requests-pt5m"),
        Find(headers, "resource-requests-pt1h"));

    private static int? Find(ResponseHeaders headers, string name) =>
        headers.TryGetValue(Prefix + name, out var value) && int.TryParse(value, out var number) ? number : null;
}
