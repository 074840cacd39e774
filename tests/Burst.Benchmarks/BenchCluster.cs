using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Cost.Prices;
using Burst.Scheduling.Planning;
using Burst.Simulation.Benchmarks;
using Burst.Simulation.Engine;

namespace Burst.Benchmarks;

/// <summary>A state that the planner has filled step by step with the pods of <c>burst bench schedule</c>, and that planner.</summary>
internal sealed class BenchCluster
{
    public const int Batch = ScheduleBenchOptions.BatchMax;

    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ScheduleLoad load;
    private readonly Planner planner;
    private int arrived;
    private DateTimeOffset now = From;

    public BenchCluster(ScheduleShape shape, int nodes, int pods, bool writesReasons = false)
    {
        load = new ScheduleLoad(new ScheduleBenchOptions { Nodes = nodes, Pods = pods, Shape = shape }, From);
        planner = new Planner(new PlannerOptions { WritesReasons = writesReasons }, PriceBook.BuiltIn, static (_, _) => null, new CountingIds());
        foreach (var node in load.Nodes)
            State.Apply(new Change.Put(node));
    }

    public ClusterState State { get; } = new();

    /// <summary>Pods arrive in batches and get their places, until so many are there.</summary>
    /// <exception cref="InvalidOperationException">Not all of them were placed.</exception>
    public void Fill(int pods)
    {
        while (arrived < pods)
        {
            Arrive();
            var plan = Plan();
            foreach (var change in plan.Changes)
                State.Apply(change);
            State.ClearChanged();
        }

        var waiting = State.Pods.Count(pod => pod.Placement is null);
        if (waiting > 0)
            throw new InvalidOperationException($"{waiting} of {State.Pods.Count} pods have no place.");
    }

    /// <summary>The next batch is in the state, and waits.</summary>
    public IReadOnlyList<Pod> Arrive()
    {
        now = now.AddMilliseconds(1);
        var pods = load.MakePods(arrived, load.CountNext(arrived), now);
        arrived += pods.Count;
        foreach (var pod in pods)
            State.Apply(new Change.Put(pod));
        return pods;
    }

    /// <summary>Decides, and leaves the state as it is.</summary>
    public Plan Plan() => planner.Compute(State, now);
}
