using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Pricing;
using Burst.Core.State;
using Burst.Core.Workloads;
using Burst.Scheduling.Placement;
using Burst.Scheduling.Reconcile;
using Burst.Scheduling.Repatriation;

namespace Burst.Scheduling.Planning;

/// <summary>
/// Decides everything and touches nothing: the same state and instant (and id source) give the same plan. The order is that of
/// the ring: lost nodes, workloads, pods, placement with spill, what comes back from where it was spilled. It remembers where pods are from one plan to the next, so it is for one
/// caller at a time; for what it decides that makes no difference.
/// </summary>
public sealed class Planner(PlannerOptions options, IPriceCatalog prices, HostLimits hostLimits, IIdSource ids)
{
    private readonly KeptConstraints kept = new();
    private readonly OrderCopies copies = new();

    /// <summary>Another number whenever prices may have changed: then what waits for a cap is to be looked at again.</summary>
    public long PricesVersion => prices.Version;

    /// <summary>What a group costs in a region at a tier; null where that has no price.</summary>
    public UsageRates? FindGroupRates(string region, Tier tier) => prices.QuoteGroup(region, tier).Rates;

    public Plan Compute(ClusterState state, DateTimeOffset now)
    {
        try
        {
            return Decide(state, now);
        }
        catch
        {
            kept.Forget();
            throw;
        }
    }

    private Plan Decide(ClusterState state, DateTimeOffset now)
    {
        var plan = new PlanBuilder(state, now, ids);
        new LostNodes(options).Mark(plan);
        foreach (var key in state.Changed)
            Reconcile(plan, key);
        var placer = new PodPlacer(plan, options, prices, hostLimits, kept, copies);
        if (state.WaitingPodCount > 0 || plan.CreatedPods.Count > 0)
            placer.PlaceWaiting();
        var homecoming = new Homecoming(plan, options, placer);
        foreach (var key in state.Changed.Where(key => key.Kind == ObjectKind.Deployment))
            homecoming.Look(key);
        return plan.Build();
    }

    private void Reconcile(PlanBuilder plan, ObjectKey key)
    {
        if (key.Kind is ObjectKind.Deployment or ObjectKind.Job)
            PodLifecycle.EndOrphansOf(plan, key);
        switch (plan.Find(key))
        {
            case Deployment deployment:
                new DeploymentReconciler(options).Reconcile(plan, deployment);
                break;
            case Job job:
                new JobReconciler(options).Reconcile(plan, job);
                break;
            case Pod pod:
                PodLifecycle.Advance(plan, pod);
                break;
            case Node node:
                TaintEviction.Look(plan, node);
                break;
            case Namespace { Metadata.DeletionRequestedAt: not null } item:
                NamespaceReconciler.Empty(plan, item);
                break;
        }
    }
}
