using Burst.Control.Applying;
using Burst.Control.Logs;
using Burst.Control.Nodes;
using Burst.Control.Observing;
using Burst.Core.Canaries;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Scheduling.Planning;
using Microsoft.Extensions.Logging;

namespace Burst.Control.Loop;

/// <summary>
/// The one writer. Each step takes what has come in, lets the planner decide, makes all of it durable in one commit, and only then
/// hands the resulting calls to the applier. Started again after a crash at any point, it goes on from what the store says.
/// </summary>
public sealed partial class ControlLoop
{
    private readonly IStateStore store;
    private readonly GuardedPlanner guard;
    private readonly HostRegistry hosts;
    private readonly PlanApplier applier;
    private readonly ObservationReducer observations;
    private readonly Func<string, Tier, UsageRates?> findGroupRates;
    private readonly SteadyTime time;
    private readonly ControlLoopOptions options;
    private readonly ControlMetrics metrics;
    private readonly ILogger logger;
    private readonly WakeTimes wakes = new();

    /// <summary>Work that was taken in and is not answered yet: that of this step, and what waits for the store to write again.</summary>
    private readonly List<LoopWork> inHand = [];
    private ClusterState state = new();
    private long fencingToken;
    private long leaseSeenAt;
    private long lastStepEnded;
    private long? storeFailedAt;
    private long pricesVersion;
    private long hostsVersion;

    /// <summary>The store has moved on past <see cref="state"/>.</summary>
    private bool isStale;

    public ControlLoop(
        IStateStore store, Planner planner, HostRegistry hosts, ILogArchive archive, WorkQueue queue, ControlLoopOptions options,
        ControlMetrics metrics, TimeProvider time, ILogger logger)
    {
        this.store = store;
        this.hosts = hosts;
        this.time = new SteadyTime(time);
        this.options = options;
        this.metrics = metrics;
        this.logger = logger;
        guard = new GuardedPlanner(planner, logger);
        pricesVersion = guard.PricesVersion;
        hostsVersion = hosts.Version;
        Queue = queue;
        applier = new PlanApplier(hosts, archive, queue, options, metrics, this.time, logger);
        observations = new ObservationReducer(applier, options, logger);
        findGroupRates = planner.FindGroupRates;
        Health = new LoopHealth(false, this.time.GetUtcNow(), TimeSpan.Zero, null, 0, 0) { LastStepTimestamp = this.time.GetTimestamp() };
    }

    public WorkQueue Queue { get; }

    public LoopHealth Health { get; private set; }

    internal int WakeCount => wakes.Count;

    /// <summary>Runs until cancelled. Calls in flight are then cancelled too, as in a crash: the next start settles them.</summary>
    /// <exception cref="FencedException">Another controller has taken over; the process must end.</exception>
    public async Task RunAsync(string holder, CancellationToken cancellationToken)
    {
        fencingToken = await store.AcquireLeaseAsync(holder, cancellationToken).ConfigureAwait(false);
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        inHand.Add(new StartReport(observations, "ControlPlaneStarted", "Not heard of since the control plane started."));
        lastStepEnded = time.GetTimestamp();
        LogStarted(holder, fencingToken, state.Pods.Count, state.Nodes.Count);
        try
        {
            while (true)
            {
                await StepAsync(cancellationToken).ConfigureAwait(false);
                await Queue.WaitAsync(UntilNextStep(), time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogStopped();
        }
        catch (Exception exception)
        {
            Health = Health with { EndedBy = exception.Message };
            LogEnded(exception);
            throw;
        }
        finally
        {
            await applier.StopAsync().ConfigureAwait(false);
            FailWaitingWork();
        }
    }

    /// <summary>Watches one host until cancelled; it has been entered in the registry before.</summary>
    public Task WatchHostAsync(IPodHost host, NodeAgentOptions agentOptions, CancellationToken cancellationToken) =>
        new NodeAgent(host, observations, Queue, agentOptions, time, logger).RunAsync(cancellationToken);

    /// <summary>Reads the state in the loop, between steps.</summary>
    public Task<T> ReadAsync<T>(Func<ClusterState, T> read)
    {
        var work = new ReadWork<T>(read, Queue.Continuations);
        return Queue.TryEnqueue(work) ? work.Result : throw new LoopBusyException();
    }

    /// <summary>When each node answered last, in the order of their names.</summary>
    /// <exception cref="LoopBusyException">Too much work is waiting.</exception>
    public Task<List<NodeHeartbeat>> ReadHeartbeatsAsync() =>
        ReadAsync(state => state.Nodes.Select(node => new NodeHeartbeat(node, observations.FindHeartbeat(node.Name), options.NotReadyAfter)).ToList());

    /// <summary>Changes the state in the loop; completes when the change is durable.</summary>
    /// <exception cref="LoopBusyException">Too much work is waiting.</exception>
    /// <exception cref="StoreUnavailableException">The store did not confirm it: nothing has changed, unless the answer alone was lost.</exception>
    public Task<T> MutateAsync<T>(Func<ClusterState, DateTimeOffset, StateCommit> decide, Func<ClusterState, T> read)
    {
        var work = new MutationWork<T>(decide, read, Queue.Continuations);
        return Queue.TryEnqueue(work) ? work.Result : throw new LoopBusyException();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var stored = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        time.GoOnFrom(LatestInstant.Of(stored));
        var now = time.GetUtcNow();
        var loaded = ClusterState.Load(Forgetfulness.Of(stored, now));
        loaded.Term = fencingToken;
        var ended = await store.ReadEndedUsageAsync(now - CreateHistory.LookBack, cancellationToken).ConfigureAwait(false);
        loaded.RecallCreates(stored.OpenUsage.Concat(ended), now);
        state = loaded;
        if (state.PodsWithHostWork.Any() && CanarySwitch.Sings(Canary.IntentsNotResumed))
            applier.LeaveAlone(state);
    }

    private TimeSpan UntilNextStep()
    {
        if (Health.StoreError is not null)
            return options.StoreRetryInterval;
        var untilWake = wakes.NextAt is { } next ? next - time.GetUtcNow() : options.StepInterval;
        return untilWake < options.StepInterval ? untilWake : options.StepInterval;
    }

    private void FailWaitingWork()
    {
        foreach (var work in inHand)
            work.Fail(WorkQueue.Stopped());
        Queue.Close();
    }
}
