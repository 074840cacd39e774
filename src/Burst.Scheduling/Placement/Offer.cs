using Burst.Core.Events;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Units;

namespace Burst.Scheduling.Placement;

/// <summary>
/// One node and tier as a place for one pod. <see cref="Obstacle"/> is null when it fits, else a few words that are the same for
/// the same cause, so that reasons can be counted; <see cref="Detail"/> gives the figures.
/// </summary>
internal sealed record Offer(Node Node, Tier Tier, string? Obstacle, string Detail, Money? PricePerHour)
{
    /// <summary>When the place may be asked again, where it had no capacity.</summary>
    public DateTimeOffset? AskedAgainAt { get; init; }

    public bool Fits => Obstacle is null;

    public NodeVerdict ToVerdict() => new(Node.Name, Tier, Fits, Fits ? Detail : $"{Obstacle}: {Detail}", PricePerHour);

    public static Offer Refuse(Node node, Tier tier, string obstacle, string detail, Money? price = null) =>
        new(node, tier, obstacle, detail, price);
}
