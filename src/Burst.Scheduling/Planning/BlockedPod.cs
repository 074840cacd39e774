using Burst.Core.Ids;

namespace Burst.Scheduling.Planning;

/// <summary>
/// A pod that was looked at and found no place, and the cause in a few words that are the same for the same cause:
/// <c>insufficient cpu</c>, <c>core quota reached</c>.
/// </summary>
public readonly record struct BlockedPod(PodUid Pod, string Cause);
