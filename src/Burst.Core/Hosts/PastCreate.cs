using Burst.Core.Ids;

namespace Burst.Core.Hosts;

/// <summary>A create that was asked for so long <paramref name="Ago"/>; an instant would be of a wall clock, which may be set.</summary>
public readonly record struct PastCreate(PodUid Pod, TimeSpan Ago);
