using Burst.Core.Ids;
using Burst.Core.Units;

namespace Burst.Core.Events;

/// <summary>One offering as the planner saw it. <see cref="PricePerHour"/> is null when it has no price or was ruled out before pricing.</summary>
public sealed record NodeVerdict(NodeName Node, Tier Tier, bool Fits, string Reason, Money? PricePerHour);
