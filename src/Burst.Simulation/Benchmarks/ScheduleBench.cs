using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Cost.Prices;
using Burst.Scheduling.Planning;
using Burst.Simulation.Engine;
using Burst.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Simulation.Benchmarks;

/// <summary>
/// How fast pods get their places: the planner, the state and, where a folder is given, the store, step by step as in the control loop. In each
/// step a batch arrives, is decided on, committed, and only then counted. What hosts would do then is left out.
/// </summary>
public sealed class ScheduleBench(ScheduleBenchOptions options, TimeProvider time)
{
    private const int IdleSteps = 101;

    /// <summary>Pods placed before, on a state that is thrown away: code is compiled while it runs, and that is no part of the figures.</summary>
    private const int WarmUpPods = 40_000;

    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<(TimeSpan Took, int Placed)> steps = [];
    private readonly ClusterState state = new();
    private readonly List<Pod> victims = [];
    private readonly List<Pod> ending = [];
    private readonly Planner planner = new(
        new PlannerOptions { WritesReasons = options.WritesReasons }, PriceBook.BuiltIn, static (_, _) => null, new CountingIds());

    /// <param name="progress">How many pods have arrived, after each step.</param>
    /// <exception cref="StateStoreOpenException">The folder cannot be used.</exception>
    /// <exception cref="OperationCanceledException">What was committed by then is in the folder.</exception>
    public async Task<ScheduleBenchResult> RunAsync(IProgress<int>? progress, CancellationToken cancellationToken)
    {
        if (options.WarmsUp)
            await WarmUpAsync(cancellationToken).ConfigureAwait(false);
        var store = options.StateFolder is { } folder
            ? await SqliteStateStore.OpenAsync(folder, new StateStoreOptions(), time, NullLogger.Instance, cancellationToken).ConfigureAwait(false)
            : null;
        using var acknowledged = store is null ? null : new Acknowledgements(options.StateFolder!);
        try
        {
            return await RunAsync(store, acknowledged, progress, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (store is not null)
                await store.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Reads what a run has left in a folder, which may have been killed.</summary>
    /// <returns>Pods whose placement had been acknowledged, pods that are there, and what is wrong with these, in words.</returns>
    public static async Task<(int Acknowledged, int Found, IReadOnlyList<string> Violations)> RereadAsync(
        string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        var promised = Acknowledgements.Read(folder);
        var store = await SqliteStateStore.OpenAsync(folder, new StateStoreOptions(), time, NullLogger.Instance, cancellationToken).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            var found = ClusterState.Load(await store.LoadAsync(cancellationToken).ConfigureAwait(false));
            var violations = PlacementCheck.FindViolations(found.Nodes, found.Pods, found.Pods.Count);
            if (found.Pods.Count < promised || found.Pods.Count > promised + ScheduleBenchOptions.BatchMax)
                violations.Add($"{promised} pods were acknowledged, and {found.Pods.Count} are there");
            return (promised, found.Pods.Count, violations);
        }
    }

    private async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        var folder = options.StateFolder is null ? null : Directory.CreateTempSubdirectory("burst-bench-");
        try
        {
            var shorter = options with { Pods = Math.Min(WarmUpPods, options.Pods), StateFolder = folder?.FullName, WarmsUp = false };
            await new ScheduleBench(shorter, time).RunAsync(null, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            folder?.Delete(recursive: true);
        }
    }

    private async Task<ScheduleBenchResult> RunAsync(
        IStateStore? store, Acknowledgements? acknowledged, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var token = store is null ? 0 : await store.AcquireLeaseAsync("bench", cancellationToken).ConfigureAwait(false);
        var load = new ScheduleLoad(options, From);
        await StepAsync(load.Nodes, From, store, token, cancellationToken).ConfigureAwait(false);
        steps.Clear();
        var allocated = 0L;
        for (var arrived = 0; arrived < options.Pods;)
        {
            var now = From.AddMilliseconds(steps.Count + 1);
            var pods = load.MakePods(arrived, load.CountNext(arrived), now);
            var before = GC.GetTotalAllocatedBytes();
            await StepAsync(pods, now, store, token, cancellationToken).ConfigureAwait(false);
            while (TakeEnded() is { Count: > 0 } ended)
                await StepAsync(ended, now, store, token, cancellationToken).ConfigureAwait(false);
            allocated += GC.GetTotalAllocatedBytes() - before;
            arrived += pods.Count;
            acknowledged?.Add(arrived);
            progress?.Report(arrived);
        }

        return Summarise(load, allocated, MeasureIdle());
    }

    private async Task StepAsync(IReadOnlyList<ClusterObject> arrivals, DateTimeOffset now, IStateStore? store, long token, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var started = time.GetTimestamp();
        var changes = new List<Change>(arrivals.Count * 3);
        foreach (var item in arrivals)
            Apply(new Change.Put(item), changes);
        var plan = planner.Compute(state, now);
        state.ClearChanged();
        foreach (var change in plan.Changes)
            Apply(change, changes);
        if (store is not null)
        {
            var commit = new StateCommit { ExpectedVersion = state.ResourceVersion, Changes = changes, Events = plan.Events, Decisions = plan.Decisions };
            state.Stamp(changes, await store.CommitAsync(commit, token, cancellationToken).ConfigureAwait(false));
        }

        var took = time.GetElapsedTime(started);
        ending.AddRange(plan.Changes.Select(FindPut).OfType<Pod>().Where(pod => pod.HostState == HostState.DeleteIntended));
        steps.Add((took, plan.Changes.Count(change => FindPut(change) is Pod { Placement: not null })));
    }

    private static ClusterObject? FindPut(Change change) => (change as Change.Put)?.Object;

    /// <summary>Those that were asked to go, as their hosts say that they are gone.</summary>
    private List<Pod> TakeEnded()
    {
        if (options.Shape != ScheduleShape.Preemption)
            return [];
        var ended = ending.ConvertAll(pod => pod with { HostState = HostState.Gone });
        victims.AddRange(ending);
        ending.Clear();
        return ended;
    }

    private void Apply(Change change, List<Change> changes)
    {
        state.Apply(change);
        changes.Add(change);
    }

    private TimeSpan MeasureIdle()
    {
        var now = From.AddDays(1);
        planner.Compute(state, now);
        state.ClearChanged();
        var took = new List<TimeSpan>(IdleSteps);
        for (var i = 0; i < IdleSteps; i++)
        {
            var started = time.GetTimestamp();
            planner.Compute(state, now);
            state.ClearChanged();
            took.Add(time.GetElapsedTime(started));
        }

        took.Sort();
        return took[IdleSteps / 2];
    }

    private ScheduleBenchResult Summarise(ScheduleLoad load, long allocated, TimeSpan idle)
    {
        var placed = state.Pods.Count(pod => pod.Placement is not null);
        var violations = PlacementCheck.FindViolations(load.Nodes, state.Pods, options.Pods - victims.Count);
        if (options.Shape == ScheduleShape.Preemption)
            violations.AddRange(PreemptionCheck.FindViolations(load.SlotsPerNode, state.Pods, victims));
        var sorted = steps.Select(step => step.Took).Order().ToList();
        var tenth = Math.Max(1, steps.Count / 10);
        return new ScheduleBenchResult(
            placed, violations, sorted.Aggregate(TimeSpan.Zero, (sum, took) => sum + took), sorted[sorted.Count / 2], sorted[(int)((sorted.Count - 1) * 0.99)],
            Rate(steps[^tenth..]) / Rate(steps[..tenth]), allocated / Math.Max(1, placed), idle) { Preempted = victims.Count };
    }

    private static double Rate(List<(TimeSpan Took, int Placed)> some) => some.Sum(step => step.Placed) / some.Sum(step => step.Took.TotalSeconds);
}
