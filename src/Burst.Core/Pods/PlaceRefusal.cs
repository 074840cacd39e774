using Burst.Core.Ids;

namespace Burst.Core.Pods;

/// <summary>A place that had no capacity for a pod: it is not asked again before <see cref="Until"/>, and other places are.</summary>
public sealed record PlaceRefusal(NodeName Node, Tier Tier, DateTimeOffset Until)
{
    /// <summary>When it refused; null where that was not written down.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>A refusal from the future is from before the clock was set back: to wait until the clock has caught up could take hours.</summary>
    public bool IsInForce(DateTimeOffset now) => Until > now && !(At > now);
}
