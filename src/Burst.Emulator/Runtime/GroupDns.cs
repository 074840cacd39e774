namespace Burst.Emulator.Runtime;

/// <summary>A group's resolver: servers by address, domains to search, and options such as <c>ndots:2</c>.</summary>
public sealed record GroupDns(IReadOnlyList<string> NameServers, IReadOnlyList<string> SearchDomains, IReadOnlyList<string> Options);
