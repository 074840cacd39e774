using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Pods;
using Burst.Core.Pricing;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Scheduling.Planning;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Engine;

/// <summary>
/// Replays a trace in virtual time, on one thread: the planner that production runs decides over the state that production keeps;
/// only the hosts are simulated. They start a pod some time after its placement and end it after its duration; an ended pod leaves
/// the state, so memory follows what is alive and not the length of the trace.
/// </summary>
public sealed class SimulationRun
{
    private const int StepsBetweenReports = 1024;

    private readonly SimulationOptions options;
    private readonly ImmutableArray<ISimulationObserver> observers;
    private readonly ClusterState state;
    private readonly Planner planner;
    private readonly Feasibility feasibility;
    private readonly PodMold mold = new(new CountingIds());
    private readonly Dictionary<string, JobTicket> tickets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UsageRecord> opened = new(StringComparer.Ordinal);
    private readonly PriorityQueue<(ObjectKey Pod, PodRun Run), (long EndMs, long Order)> ends = new();
    private readonly SortedSet<Wake> wakes = [];
    private long placements;

    /// <exception cref="ArgumentException">A size is unknown or a tier has no price here; the message says which.</exception>
    public SimulationRun(SimulationOptions options, IPriceCatalog prices, params ReadOnlySpan<ISimulationObserver> observers)
    {
        this.options = options;
        this.observers = [.. observers];
        state = SimulatedCluster.Create(options, prices);
        feasibility = new Feasibility(options, prices);
        planner = new Planner(
            new PlannerOptions { CreatesPer5Minutes = options.CreatesPer5Minutes, CreatesPerHour = options.CreatesPerHour, WritesReasons = false },
            prices, (_, _) => null, new CountingIds());
    }

    /// <summary>Steps taken so far: instants at which something happened.</summary>
    public long Steps { get; private set; }

    /// <summary>How often a pod was given a place or told that there is none.</summary>
    public long PodsDecided { get; private set; }

    /// <param name="trace">Jobs by submit time.</param>
    /// <param name="progress">Told the jobs submitted so far, now and then.</param>
    /// <returns>False when it was cancelled: what the observers heard is true but not all.</returns>
    public bool Replay(Trace trace, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var next = 0;
        while (FindNext(trace, next) is { } now)
        {
            if (cancellationToken.IsCancellationRequested)
                return false;
            if (Steps++ % StepsBetweenReports == 0)
                progress?.Report(next);
            EndPods(now);
            for (; next < trace.Jobs.Length && trace.Jobs[next].SubmitMs == now; next++)
                Submit(trace.Jobs[next]);
            TakeDueWakes(now);
            if (state.WaitingPodCount > 0)
                Step(now);
            state.ClearChanged();
        }

        progress?.Report(next);
        return true;
    }

    private long? FindNext(Trace trace, int next)
    {
        long? now = next < trace.Jobs.Length ? trace.Jobs[next].SubmitMs : null;
        if (ends.TryPeek(out _, out var end) && !(now <= end.EndMs))
            now = end.EndMs;
        while (wakes.Count > 0 && wakes.Min is var wake && wake.Key.Kind == ObjectKind.Pod && !IsWaiting(wake.Key))
            wakes.Remove(wake);
        if (wakes.Count > 0 && wakes.Min.At.ToUnixTimeMilliseconds() is var at && !(now <= at))
            now = at;
        return now;
    }

    private bool IsWaiting(ObjectKey pod) => state.Find(pod) is Pod { HostState: HostState.None };

    private void EndPods(long now)
    {
        while (ends.TryPeek(out var ended, out var due) && due.EndMs <= now)
        {
            ends.Dequeue();
            state.Apply(new Change.Remove(ended.Pod));
            foreach (var observer in observers)
                observer.PodEnded(ended.Run);
        }
    }

    private void Submit(TraceJob job)
    {
        if (feasibility.FindObstacle(job) is { } reason)
        {
            foreach (var observer in observers)
                observer.Rejected(job, reason);
            return;
        }

        foreach (var observer in observers)
            observer.Submitted(job);
        var ticket = new JobTicket(job);
        foreach (var pod in mold.Make(job, At(job.SubmitMs)))
        {
            tickets[pod.Metadata.Uid] = ticket;
            state.Apply(new Change.Put(pod));
        }
    }

    private void TakeDueWakes(long now)
    {
        while (wakes.Count > 0 && wakes.Min is var wake && wake.At <= At(now))
        {
            wakes.Remove(wake);
            if (wake.Key.Kind == ObjectKind.Node || IsWaiting(wake.Key))
                state.MarkChanged(wake.Key);
        }
    }

    private void Step(long now)
    {
        var plan = planner.Compute(state, At(now));
        foreach (var blocked in plan.Blocked)
        {
            var ticket = tickets[blocked.Pod.Value];
            ticket.Block(blocked.Cause, isDue: now >= ticket.Job.SubmitMs + (long)options.After.TotalMilliseconds);
        }

        PodsDecided += plan.Blocked.Count;
        wakes.UnionWith(plan.Wakes);
        foreach (var change in plan.Changes)
        {
            if (change is Change.PutUsage usage)
                opened[usage.Record.PodName] = usage.Record;
        }

        foreach (var change in plan.Changes)
        {
            if (change is Change.Put { Object: Pod pod })
                Start(pod, now);
        }
    }

    /// <summary>The host's part: it accepts the pod, and will start and end it in its time.</summary>
    private void Start(Pod pod, long now)
    {
        if (pod.Placement is not { } placement)
            throw new InvalidOperationException($"The planner changed {pod.Key} without placing it.");
        state.Apply(new Change.Put(pod with { HostState = HostState.Created }));
        opened.Remove(pod.Metadata.Name, out var usage);
        tickets.Remove(pod.Metadata.Uid, out var ticket);
        PodsDecided++;
        var start = now + (long)(placement.Tier.IsVm ? options.VmStart : options.AciStart).TotalMilliseconds;
        var run = new PodRun(ticket!.Job, usage!, now, start, start + ticket.Job.DurationMs);
        ends.Enqueue((pod.Key, run), (run.EndMs, placements++));
        var isFirst = !ticket.IsPlaced;
        ticket.IsPlaced = true;
        foreach (var observer in observers)
        {
            if (isFirst)
                observer.JobPlaced(ticket.Job, run, now - ticket.Job.SubmitMs > (long)options.After.TotalMilliseconds ? ticket.Cause : null);
            observer.PodPlaced(run);
        }
    }

    private static DateTimeOffset At(long millis) => DateTimeOffset.FromUnixTimeMilliseconds(millis);
}
