using Burst.Api.Kinds;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Policies;
using Burst.Core.Units;
using Burst.Simulation.Chaos.Users;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>Whether the world has a place where one more pod of a workload may go, by machines, quotas and caps.</summary>
internal sealed class Room(JudgedWorld world)
{
    /// <summary>Whatever was refused before: in the end it has been asked for again.</summary>
    public bool Exists(Workload workload) => Exists(workload, static _ => false, static (_, _, _) => false);

    /// <summary>Whether the control plane may know of it by now: a service that has just refused a group is not asked again at once.</summary>
    /// <param name="isLost">Nodes on which nothing can begin.</param>
    public bool IsOpen(Workload workload, Func<NodeName, bool> isLost) =>
        Exists(workload, isLost, (node, tier, size) => world.HasRefused(node, tier, size, world.Now - world.Limits.AsksAgainWithin));

    private bool Exists(Workload workload, Func<NodeName, bool> isLost, Func<NodeName, Tier, GroupSize, bool> isRefused)
    {
        if (world.Book.IsPaused)
            return false;
        var mode = workload.Policy?.Mode ?? BurstMode.Never;
        foreach (var node in world.Nodes)
        {
            if (world.Book.Cordoned.Contains(node.Metadata.Name) || isLost(node.Name) || !IsSelected(workload, node))
                continue;
            if (node.NodeKind == NodeKind.Vm ? mode != BurstMode.Always && FitsOn(node, workload) : mode != BurstMode.Never && FitsOnVirtual(node, workload, isRefused))
                return true;
        }

        return false;
    }

    private static bool IsSelected(Workload workload, Node node) =>
        workload.OnNode is null || NodeLabels.Of(node).GetValueOrDefault("kubernetes.io/hostname") == workload.OnNode;

    private bool FitsOn(Node node, Workload workload)
    {
        var here = world.Register.On(node.Name);
        var used = here.Where(life => life.IsLive).Aggregate(Resources.Zero, (sum, life) => sum + life.Requests);
        return here.Count < node.PodsMax && (used + workload.Requests).FitsIn(node.Capacity);
    }

    private bool FitsOnVirtual(Node node, Workload workload, Func<NodeName, Tier, GroupSize, bool> isRefused)
    {
        var here = world.Register.On(node.Name);
        var size = SizeOf(workload);
        return here.Count < node.PodsMax
            && !IsCreateRateReached(node)
            && workload.Policy!.Tiers.Any(tier => node.Tiers.Contains(tier) && !isRefused(node.Name, tier, size) && FitsQuota(tier) && FitsTier(node, tier, size, workload.Policy));

        bool FitsQuota(Tier tier) => here.Where(life => life.Tier == tier).Sum(life => life.Size.CpuMillis) + size.CpuMillis <= node.Capacity.CpuMillis;
    }

    private bool FitsTier(Node node, Tier tier, GroupSize size, PolicyIntent policy)
    {
        var quote = world.Prices.QuoteGroup(node.Region, tier);
        if (quote.Rates is null || !size.FitsIn(tier == Tier.AciSpot ? GroupSize.SpotMaximum : GroupSize.Maximum))
            return false;
        var price = quote.PerHour(size);
        var groups = world.Register.Existing.Where(life => life.IsGroup).ToList();
        var under = groups.Where(life => world.Book.Find(life.Workload)?.Policy?.Name == policy.Name).ToList();
        return !(under.Count >= policy.MaxPods)
            && !(Spend(under) + price > policy.MaxSpendPerHour)
            && !(Spend(groups) + price > world.Planner.SpendCapPerHour);
    }

    /// <summary>At the higher of the most that it may have cost when its place was chosen and what it costs now.</summary>
    private Money Spend(IEnumerable<PodLife> groups) => groups.Aggregate(Money.Zero, (sum, life) => sum + Dearest(life));

    private Money Dearest(PodLife life)
    {
        var now = world.FindNode(life.Node) is { } node ? world.Prices.QuoteGroup(node.Region, life.Tier).PerHour(life.Size) : Money.Zero;
        return life.PricePerHourMax > now ? life.PricePerHourMax : now;
    }

    /// <summary>What was refused has spent the rate too.</summary>
    private bool IsCreateRateReached(Node node)
    {
        var (lately, inAnHour) = world.CreatesOn(node.Name);
        return inAnHour * 100 >= world.Planner.CreatesPerHour * world.Limits.CreateRatePercent
            || lately * 100 >= world.Planner.CreatesPer5Minutes * world.Limits.CreateRatePercent;
    }

    private static GroupSize SizeOf(Workload workload)
    {
        var size = GroupSize.RoundUp(workload.Requests);
        return new GroupSize(Math.Max(size.CpuMillis, GroupSize.Minimum.CpuMillis), Math.Max(size.MemoryDeciGb, GroupSize.Minimum.MemoryDeciGb));
    }
}
