using Burst.Core.Canaries;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Pricing;
using Burst.Core.Units;
using Burst.Scheduling.Placement.Scoring;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Placement;

/// <summary>
/// Virtual nodes as places for a pod: tier by tier in the order of the policy, and within a tier by order and weight of the nodes, or else the cheapest first. What has
/// no price is refused; what would pass a quota or a cap is refused before any call is made.
/// </summary>
internal sealed class SpillOffers(PlanBuilder plan, SpillBudget budget, PlannerOptions options, IPriceCatalog prices, HostLimits hostLimits, PodTopology topology)
{
    private readonly CreateRate rate = new(plan, options);
    private readonly Shortages shortages = new(plan);
    private readonly NodeScores scores = new(plan.State, topology);

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

    /// <summary>
    /// Of the first tier that has room: the nodes of the lowest order, of these the ones that the pod prefers, of these by weight, or the cheapest
    /// where none has one. Those that cost the same and draw from the same quotas take turns.
    /// </summary>
    public Offer? Choose(Pod pod, BurstPolicy policy, List<Offer> offers)
    {
        foreach (var tier in policy.Tiers)
        {
            var fitting = offers.Where(offer => offer.Fits && offer.Tier == tier).ToList();
            if (fitting.Count <= 1)
            {
                if (fitting.Count == 1)
                    return fitting[0];
                continue;
            }

            var order = fitting.Min(offer => offer.Node.Order);
            var preferred = KeepPreferred(pod, [.. fitting.Where(offer => offer.Node.Order == order)]);
            var first = preferred.OrderBy(offer => offer.PricePerHour!.Value).ThenBy(offer => offer.Node.Name).ToList();
            return first.Exists(offer => offer.Node.Weight is not null) ? ByWeight(first) : TakeTurns(first);
        }

        return null;
    }

    private List<Offer> KeepPreferred(Pod pod, List<Offer> offers)
    {
        if (!scores.Matter(pod))
            return offers;
        var score = scores.Of(pod, [.. offers.Select(offer => offer.Node)]);
        return [.. offers.Where((_, i) => score[i] == score.Max())];
    }

    /// <summary>Who has least for its weight, with one more; of equals the first.</summary>
    private Offer ByWeight(List<Offer> offers) => offers.MinBy(offer => (GroupsOn(offer) + 1m) / (offer.Node.Weight ?? 1))!;

    private Offer TakeTurns(List<Offer> offers)
    {
        var (cheapest, scope) = (offers[0], plan.State.ScopeOf(offers[0].Node.Name));
        return offers.Where(offer => offer.PricePerHour == cheapest.PricePerHour && plan.State.ScopeOf(offer.Node.Name) == scope).MinBy(GroupsOn)!;
    }

    private int GroupsOn(Offer offer) => budget.OnNode(offer.Node.Name).Groups;

    public void Add(Offer offer, GroupSize size) => shortages.Add(offer.Node.Name, offer.Tier, size);

    public void TakeBack(Offer offer, GroupSize size) => shortages.TakeBack(offer.Node.Name, offer.Tier, size);

    private Offer Evaluate(Node node, Tier tier, Pod pod, GroupSize size, BurstPolicy policy)
    {
        if (!node.Tiers.Contains(tier))
            return Offer.Refuse(node, tier, "tier not offered", Write(() => $"{node.Name} offers {string.Join(", ", node.Tiers)}"));
        if ((NodeChecks.FindObstacle(plan, node, node.Name, tier, pod, hostLimits) ?? topology.Find(pod)?.FindObstacle(node)) is { } obstacle)
            return Offer.Refuse(node, tier, obstacle.Obstacle, obstacle.Detail);
        var quote = prices.QuoteGroup(node.Region, tier);
        if (quote.Rates is null)
            return Offer.Refuse(node, tier, "no price", quote.Refusal);
        var price = quote.PerHour(size);
        var limit = tier == Tier.AciSpot ? GroupSize.SpotMaximum : GroupSize.Maximum;
        if (!size.FitsIn(limit))
            return Offer.Refuse(node, tier, "too large for a container group", Write(() => $"{size}, at most {limit}"), price);
        if (shortages.Find(node, tier, size, pod.Gang is not null) is { } shortage)
            return Refuse(node, tier, shortage.Shortage, shortage.Until, price);
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

    /// <summary>The node is looked at again in time, for whichever pods wait then.</summary>
    private Offer Refuse(Node node, Tier tier, CapacityShortage shortage, DateTimeOffset until, Money price)
    {
        plan.Wake(node.Key, until);
        var isTried = until != shortage.Until;
        var detail = Write(() => isTried
            ? $"{node.Region} had no room for {shortage.Size} at {tier}; another pod tries it now, the next by {until:HH:mm:ss}Z"
            : $"{node.Region} had no room for {shortage.Size} at {tier}, nor is it asked for more; asked again at {until:HH:mm:ss}Z ({shortage.Reason})");
        return Offer.Refuse(node, tier, Shortages.Obstacle, detail, price) with { AskedAgainAt = until };
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
