using Burst.Core.Ids;

namespace Burst.Core.Pods;

/// <summary>A place that had no capacity for a pod: it is not asked again before <see cref="Until"/>, and other places are.</summary>
public sealed record PlaceRefusal(NodeName Node, Tier Tier, DateTimeOffset Until);
