using Burst.Core.Canaries;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Pricing;
using Burst.Core.Units;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Placement;

/// <summary>
/// Virtual nodes as places for a pod: tier by tier in the order of the policy, the cheapest node first within a tier. What has
/// no price is refused; what would pass a quota or a cap is refused before any call is made.
/// </summary>
internal sealed class SpillOffers(PlanBuilder plan, SpillBudget budget, PlannerOptions options, IPriceCatalog prices, HostLimits hostLimits)
{
    private readonly CreateRate rate = new(plan, options);

    public List<Offer> Evaluate(Pod pod, BurstPolicy policy)
    {
        var size = ContainerGroupSizing.Of(pod.Spec).Total;
        var offers = new List<Offer>();
        foreach (var tier in policy.Tiers)
        {
            foreach (var node in plan.State.VirtualNodes)
                offers.Add(Evaluate(node, tier, pod, size, policy));
        }

        return offers;
    }

    /// <summary>The most CPU that a group could be given on one virtual node now; below zero when none can be made at all.</summary>
    public long FindRoom()
    {
        var most = -1L;
        foreach (var node in plan.State.VirtualNodes)
        {
            var (held, capacity) = (budget.OnNode(node.Name), budget.CapacityOf(node));
            foreach (var tier in node.Tiers)
            {
                var free = capacity.CpuMillisOf(tier) - held.CpuMillisOf(tier);
                if (free > most && free >= GroupSize.Minimum.CpuMillis && held.Groups < capacity.Groups && rate.FindObstacle(node.Name) is null)
                    most = free;
            }
        }

        return most;
    }

    /// <summary>Has every virtual node whose create rate is reached looked at again when there is room.</summary>
    public void WakeForCreates()
    {
        foreach (var node in plan.State.VirtualNodes)
        {
            if (rate.FindObstacle(node.Name) is not null)
                plan.Wake(node.Key, rate.FindRoomAt(node.Name));
        }
    }

    public static Offer? Choose(BurstPolicy policy, List<Offer> offers)
    {
        foreach (var tier in policy.Tiers)
        {
            var best = offers.Where(offer => offer.Fits && offer.Tier == tier)
                .OrderBy(offer => offer.PricePerHour!.Value).ThenBy(offer => offer.Node.Name).FirstOrDefault();
            if (best is not null)
                return best;
        }

        return null;
    }

    private Offer Evaluate(Node node, Tier tier, Pod pod, GroupSize size, BurstPolicy policy)
    {
        if (!node.Tiers.Contains(tier))
            return Offer.Refuse(node, tier, "tier not offered", Write(() => $"{node.Name} offers {string.Join(", ", node.Tiers)}"));
        if (NodeChecks.FindObstacle(plan, node, node.Name, tier, pod, hostLimits) is { } obstacle)
            return Offer.Refuse(node, tier, obstacle.Obstacle, obstacle.Detail);
        var quote = prices.QuoteGroup(node.Region, tier);
        if (quote.Rates is null)
            return Offer.Refuse(node, tier, "no price", quote.Refusal);
        var price = quote.PerHour(size);
        var limit = tier == Tier.AciSpot ? GroupSize.SpotMaximum : GroupSize.Maximum;
        if (!size.FitsIn(limit))
            return Offer.Refuse(node, tier, "too large for a container group", Write(() => $"{size}, at most {limit}"), price);
        return (FindQuotaObstacle(node, tier, size) ?? FindCapObstacle(policy, price)) is { } full
            ? Offer.Refuse(node, tier, full.Obstacle, full.Detail, price)
            : new Offer(node, tier, null, Write(() => $"fits: {size} at ${price}/h"), price);
    }

    /// <summary>
    /// When a group could next be asked for, where the create rate was the obstacle; the virtual node is looked at again then.
    /// </summary>
    public DateTimeOffset? WaitForCreates(List<Offer> offers)
    {
        DateTimeOffset? earliest = null;
        foreach (var offer in offers)
        {
            if (offer.Obstacle != CreateRate.Obstacle)
                continue;
            var at = rate.FindRoomAt(offer.Node.Name);
            plan.Wake(offer.Node.Key, at);
            earliest = earliest is { } other && other < at ? other : at;
        }

        return earliest;
    }

    private (string Obstacle, string Detail)? FindQuotaObstacle(Node node, Tier tier, GroupSize size)
    {
        var (held, capacity) = (budget.OnNode(node.Name), budget.CapacityOf(node));
        if (held.Groups >= capacity.Groups)
            return ("container group quota reached", Write(() => $"{held.Groups} of {capacity.Groups} groups{Because(node.PodsMax, capacity.Groups, node.Quota?.Groups, 1)}"));
        var (used, most) = (held.CpuMillisOf(tier), capacity.CpuMillisOf(tier));
        if (used + size.CpuMillis <= most)
            return rate.FindObstacle(node.Name);
        var (given, quota) = tier == Tier.AciSpot ? (node.SpotCpuMillis ?? node.Capacity.CpuMillis, node.Quota?.SpotCpuMillis) : (node.Capacity.CpuMillis, node.Quota?.CpuMillis);
        return ("core quota reached", Write(() => $"{used / 1000m:0.##} of {most / 1000m:0.##}{(tier == Tier.AciSpot ? " Spot" : "")} cores in use, {size.CpuMillis / 1000m:0.##} wanted{Because(given, most, quota, 1000m)}"));
    }

    /// <summary>Says of a figure that is below what the node was given where it comes from.</summary>
    private static string Because(long given, long most, QuotaShare? quota, decimal unit) => quota is { } share && most < given
        ? $" (the service allows {share.Limit / unit:0.##}, others use {share.Others / unit:0.##})"
        : "";

    private (string Obstacle, string Detail)? FindCapObstacle(BurstPolicy policy, Money price)
    {
        if (CanarySwitch.Sings(Canary.SpendCapIgnored))
            return null;
        if (policy is not { MaxPods: null, MaxSpendPerHour: null })
        {
            var (pods, perHour) = budget.UnderPolicy(policy.Key);
            if (pods >= policy.MaxPods)
                return ("maxPods reached", $"policy {policy.Metadata.Name} allows {policy.MaxPods}");
            if (policy.MaxSpendPerHour is { } cap && perHour + price > cap)
                return ("maxSpendPerHour reached", $"policy {policy.Metadata.Name}: ${perHour}/h now, ${price}/h more would pass ${cap}/h");
        }

        return options.SpendCapPerHour is { } total && budget.PerHour + price > total
            ? ("spend cap reached", $"cluster: ${budget.PerHour}/h now, ${price}/h more would pass ${total}/h")
            : null;
    }

    /// <summary>Details are for readers: where nobody reads, they are not even put together.</summary>
    private string Write(Detail detail) => options.WritesReasons ? detail() : "";

    private delegate string Detail();
}
