using Burst.Core.Ids;

namespace Burst.Control.Applying;

/// <summary>Creates that wait in line, since as many calls to their host are under way as are sent at once: it answers slowly.</summary>
/// <param name="Calls">Under way.</param>
/// <param name="Waiting">Creates that are due, and wait.</param>
/// <param name="Since">When the line began.</param>
public sealed record HostLine(NodeName Node, int Calls, int Waiting, DateTimeOffset Since);
