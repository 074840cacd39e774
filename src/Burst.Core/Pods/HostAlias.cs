using System.Collections.Immutable;

namespace Burst.Core.Pods;

/// <summary>Names that a pod knows an address by, in its /etc/hosts.</summary>
public sealed record HostAlias(string Ip, ImmutableArray<string> HostNames);
