using Burst.Core.Ids;

namespace Burst.Control.Applying;

/// <summary>Calls to a host are held back: all of them while it is sick, or creates alone when it has asked for that.</summary>
/// <param name="Since">When that began.</param>
/// <param name="Until">When the next call is sent.</param>
public sealed record HostTrouble(NodeName Node, bool IsSick, DateTimeOffset Since, DateTimeOffset Until, string Reason);
