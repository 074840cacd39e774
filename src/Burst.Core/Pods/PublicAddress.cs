namespace Burst.Core.Pods;

/// <summary>A pod that the whole internet may reach, on every port its containers declare. No pod is that unless its manifest asks for it.</summary>
/// <param name="DnsLabel">5-63 characters, the first part of its DNS name, unique in the region; null for no name.</param>
public sealed record PublicAddress(string? DnsLabel)
{
    /// <summary><c>"true"</c> asks for it.</summary>
    public const string Annotation = "burst.dev/public-ip";

    public const string DnsLabelAnnotation = "burst.dev/dns-label";

    /// <summary>Where Virtual Kubelet's provider for Azure has the label. There it comes with the address; here it does not ask for one.</summary>
    public const string VirtualKubeletDnsLabelAnnotation = "virtualkubelet.io/dnsnamelabel";
}
