using Burst.Core.Units;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>Groups that live at the same time keep to the caps of their policy and of the cluster.</summary>
internal sealed class CapCheck(JudgedWorld world, ViolationLog violations)
{
    public void Begin(PodLife life)
    {
        if (!life.IsGroup)
            return;
        life.PricePerHour = FindPrice(life);
        life.PricePerHourMax = FindPriceMax(life);
        var policy = world.Book.Find(life.Workload)?.Policy;
        if (life.IsOfGivenUpMessage)
            return;
        var (pods, underPolicy, all) = (0, Money.Zero, Money.Zero);
        foreach (var node in world.Nodes)
        {
            foreach (var other in world.Register.On(node.Name))
            {
                if (!other.IsGroup || !other.IsLive || GroupExcuses.IsUnknownToPlanner(other))
                    continue;
                var price = other.PricePerHour ?? Money.Zero;
                all += price;
                if (policy is null || world.Book.Find(other.Workload)?.Policy?.Name != policy.Name)
                    continue;
                pods++;
                underPolicy += price;
            }
        }

        if (pods > policy?.MaxPods)
            violations.Add(Promises.Cap, policy.Name, $"{pods} groups, at most {policy.MaxPods}, with {life}");
        if (underPolicy > policy?.MaxSpendPerHour)
            violations.Add(Promises.Cap, policy.Name, $"${underPolicy}/h, at most ${policy.MaxSpendPerHour}/h, with {life}");
        if (all > world.Planner.SpendCapPerHour)
            violations.Add(Promises.Cap, "cluster", $"${all}/h, at most ${world.Planner.SpendCapPerHour}/h, with {life}");
    }

    /// <summary>A place may have been chosen before a change of prices; then nothing is known, and nothing counted.</summary>
    private Money? FindPrice(PodLife life)
    {
        if (world.FindNode(life.Node) is not { } node || world.Faults.WasAbout(FaultGroups.MovesPrices, world.PlacedSince, world.Now))
            return null;
        var quote = world.Prices.QuoteGroup(node.Region, life.Tier);
        return quote.Rates is null ? null : quote.PerHour(life.Size);
    }

    private Money FindPriceMax(PodLife life)
    {
        if (world.FindNode(life.Node) is not { } node)
            return Money.Zero;
        var quote = world.Prices.QuoteDearest(node.Region, life.Tier, world.PlacedSince);
        return quote.Rates is null ? Money.Zero : quote.PerHour(life.Size);
    }
}
