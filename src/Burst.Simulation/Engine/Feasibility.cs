using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Pricing;
using Burst.Core.Storage;
using Burst.Scheduling.Planning;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Engine;

/// <summary>
/// Whether jobs of a shape could ever run: the planner is asked for one alone on an empty cluster, with its waiting time over. What
/// it blocks even then would wait for ever.
/// </summary>
internal sealed class Feasibility(SimulationOptions options, IPriceCatalog prices)
{
    private readonly Dictionary<TraceShape, string?> known = [];

    /// <summary>Null when it can run, else the planner's reason.</summary>
    public string? FindObstacle(TraceJob job)
    {
        if (!known.TryGetValue(job.Shape, out var reason))
            known[job.Shape] = reason = Ask(job);
        return reason;
    }

    private string? Ask(TraceJob job)
    {
        var state = SimulatedCluster.Create(options, prices);
        var now = DateTimeOffset.UnixEpoch + options.After;
        foreach (var pod in new PodMold(new CountingIds()).Make(job, DateTimeOffset.UnixEpoch))
            state.Apply(new Change.Put(pod));
        var planner = new Planner(
            new PlannerOptions { CreatesPer5Minutes = options.CreatesPer5Minutes, CreatesPerHour = options.CreatesPerHour },
            prices, (_, _) => null, new NoIds());
        var placed = planner.Compute(state, now).Changes.OfType<Change.Put>().Select(put => put.Object).OfType<Pod>();
        var blocked = placed.FirstOrDefault(pod => pod.HostState == HostState.None);
        return blocked is null ? null : blocked.Message!.Split(';')[0].TrimEnd('.');
    }

    /// <summary>The planner makes no pods here.</summary>
    private sealed class NoIds : IIdSource
    {
        public Guid NextId() => throw new InvalidOperationException("A simulated pod is made by the trace, not by the planner.");
    }
}
