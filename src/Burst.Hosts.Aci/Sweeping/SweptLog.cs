using System.Collections.Immutable;
using Burst.Core.Hosts;

namespace Burst.Hosts.Aci.Sweeping;

/// <summary>What one container of a group has written, as far as the service keeps it; a remark says when that may not be all.</summary>
public sealed record SweptLog(string Container, ImmutableArray<LogLine> Lines);
