using Burst.Core.Ids;

namespace Burst.Testing.Hosts;

/// <summary>One call to a fake host: create, delete, stop, start, list or check. The pod is null for the last two.</summary>
public sealed record HostCall(DateTimeOffset At, NodeName Node, string Verb, PodUid? Pod);
