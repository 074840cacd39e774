using System.Collections.Immutable;

namespace Burst.Core.Pods;

/// <summary>What a pod's resolver asks: up to 3 servers by address, up to 32 search domains, and options such as <c>ndots:2</c>.</summary>
public sealed record DnsConfig(ImmutableArray<string> NameServers, ImmutableArray<string> Searches, ImmutableArray<string> Options);
