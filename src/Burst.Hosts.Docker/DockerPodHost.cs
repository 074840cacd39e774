using System.Collections.Concurrent;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Holder;
using Burst.Hosts.Docker.Machines;
using Burst.Hosts.Docker.Mapping;
using Burst.Hosts.Docker.Pods;
using Burst.Hosts.Docker.Probing;
using Microsoft.Extensions.Logging;

namespace Burst.Hosts.Docker;

/// <summary>
/// Pods as containers of a Docker Engine. A holder container has the pod's network and keeps its volumes in use; the pod's containers
/// join it. All that is known of a pod is on the engine, in labels and states, so any instance of the host, in any process, sees the same
/// pods. The engine restarts containers by itself, so services go on without a control plane; the first start of each container, in order,
/// is this host's part.
/// </summary>
public sealed partial class DockerPodHost : IPodHost, IPodLogs, IPodProcesses, IPodStats, IHostCalls, IAsyncDisposable
{
    private readonly DockerPodHostOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<DockerPodHost> logger;
    private readonly EngineClient engine;
    private readonly PodLabels labels;
    private readonly EngineInventory inventory;
    private readonly PodStarter starter;
    private readonly SidecarEnding sidecars;
    private readonly ImagePulls pulls;
    private readonly HolderImage holderImage;
    private readonly RestartBook restarts;
    private readonly HookRunner hookRunner;
    private readonly PreStopHooks hooks;
    private readonly PostStartHooks postStarts;
    private readonly PodProbing probing;
    private readonly ForeignContainers foreign;
    private readonly EngineMachine machine;
    private readonly PressureWatch pressure;
    private readonly LostParts lostParts;
    private readonly LeftVolumes leftVolumes;
    private readonly NetworkTurn networkTurn = new();

    /// <summary>Pods that are being made or removed by this process: how many calls are at it.</summary>
    private readonly ConcurrentDictionary<PodUid, int> atWork = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Lazy<Task> watch;

    /// <exception cref="ArgumentException">A file of the TLS settings cannot be read or is not what it should be.</exception>
    public DockerPodHost(DockerPodHostOptions options, TimeProvider time, ILogger<DockerPodHost> logger)
    {
        this.options = options;
        this.time = time;
        this.logger = logger;
        try
        {
            engine = new EngineClient(options.Address, options.Tls, time);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException || EngineFailure.IsOne(exception))
        {
            throw new ArgumentException($"Node {options.Node}: the TLS files of {options.Address} cannot be used: {exception.Message}", nameof(options), exception);
        }

        labels = new PodLabels(options.OwnerId, options.Node);
        inventory = new EngineInventory(engine, labels);
        restarts = new RestartBook(engine);
        starter = new PodStarter(engine, restarts, time);
        hookRunner = new HookRunner(engine, time);
        hooks = new PreStopHooks(engine, hookRunner);
        sidecars = new SidecarEnding(engine, hooks, time);
        var runEndings = new RunEnding(engine, hooks, time);
        postStarts = new PostStartHooks(engine, hookRunner, runEndings, time);
        probing = new PodProbing(engine, runEndings, time);
        lostParts = new LostParts(time);
        leftVolumes = new LeftVolumes(engine, labels, time);
        pulls = new ImagePulls(engine, time);
        holderImage = new HolderImage(engine);
        foreign = new ForeignContainers(engine, labels);
        machine = new EngineMachine(engine, foreign, time);
        pressure = new PressureWatch(new MachineGauge(engine, labels, networkTurn, time), CleanAsync, time);
        watch = new Lazy<Task>(() => new EventWatch(engine, labels, inventory, foreign, leftVolumes, time).RunAsync(AdvanceAsync, stopping.Token));
    }

    public NodeName Node => options.Node;

    public long Calls => engine.Calls;

    public string? FindUnsupported(PodSpec spec) => SpecRules.FindUnsupported(spec, options.AllowedHostPaths);

    public Task<HostHeartbeat> CheckAsync(CancellationToken cancellationToken) => GuardAsync("answer", async () =>
    {
        var api = await engine.PingAsync(cancellationToken).ConfigureAwait(false);
        var heartbeat = new HostHeartbeat(time.GetUtcNow(), Ready: true, $"The engine at {options.Address} answers (API {api}).");
        if (!options.ReadsMachine)
            return heartbeat;
        var found = await machine.ReadAsync(cancellationToken).ConfigureAwait(false);
        var (memory, disk) = pressure.Look(found.Architecture);
        return heartbeat with { Machine = found with { Memory = memory, Disk = disk } };
    });

    public Task<IReadOnlyList<PodObservation>> ListAsync(CancellationToken cancellationToken) => GuardAsync<IReadOnlyList<PodObservation>>("list its containers", async () =>
    {
        // From the first list on: an instance that only creates or deletes needs no events.
        _ = watch.Value;
        var pods = await inventory.ReadAsync(cancellationToken).ConfigureAwait(false);
        await restarts.RecallAsync(pods, cancellationToken).ConfigureAwait(false);
        await postStarts.KeepAsync(pods, cancellationToken).ConfigureAwait(false);
        foreach (var pod in pods)
            await postStarts.FollowAsync(pod, cancellationToken).ConfigureAwait(false);
        pods = [.. pods.Select(WithStarts)];
        await probing.FollowAsync(pods, cancellationToken).ConfigureAwait(false);
        sidecars.Keep(pods);
        foreach (var pod in pods.Where(pod => !stops.ContainsKey(pod.Uid)))
            await AdvanceAsync(pod, cancellationToken).ConfigureAwait(false);
        await leftVolumes.SweepAsync(pods, uid => atWork.ContainsKey(uid), cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var lost = lostParts.Find(pods, uid => atWork.ContainsKey(uid));
        return [.. pods.Select(pod => lost.Contains(pod.Uid) ? ObservationMapping.ObserveLost(pod, now) : ObservationMapping.Observe(pod, now, Sight))];
    });

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        if (watch.IsValueCreated)
            await watch.Value.ConfigureAwait(false);
        await probing.DisposeAsync().ConfigureAwait(false);
        await postStarts.DisposeAsync().ConfigureAwait(false);
        await hooks.DisposeAsync().ConfigureAwait(false);
        await hookRunner.DisposeAsync().ConfigureAwait(false);
        await pressure.DisposeAsync().ConfigureAwait(false);
        await pulls.DisposeAsync().ConfigureAwait(false);
        engine.Dispose();
        statsTurn.Dispose();
        networkTurn.Dispose();
        stopping.Dispose();
    }

    private async Task CleanAsync(bool isShort, CancellationToken cancellationToken)
    {
        if (isShort && await new ImageCleanup(engine, pulls).RunAsync(cancellationToken).ConfigureAwait(false) is { Count: > 0 } removed)
            LogCleaned(Node, string.Join(", ", removed));
    }

    /// <summary>A container has ended or started: the next of its pod, or its hook, may be due, without waiting for the next list.</summary>
    private async Task AdvanceAsync(PodUid uid, CancellationToken cancellationToken)
    {
        if (stops.ContainsKey(uid) || await inventory.FindAsync(uid, cancellationToken).ConfigureAwait(false) is not { } pod)
            return;
        await postStarts.FollowAsync(pod, cancellationToken).ConfigureAwait(false);
        await AdvanceAsync(WithStarts(pod), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What this process knows of how far its containers have started.</summary>
    private EnginePod WithStarts(EnginePod pod) => pod with { Inits = [.. pod.Inits.Select(WithStart)], Mains = [.. pod.Mains.Select(WithStart)] };

    private EngineContainer WithStart(EngineContainer container)
    {
        var isHookDone = container.PostStart is null || postStarts.Find(container)?.DoneAt is not null;
        return container with { IsHookDone = isHookDone, HasStartedUp = isHookDone && probing.HasStartedUp(container) };
    }

    private ContainerSight Sight(EngineContainer container)
    {
        var run = postStarts.Find(container);
        return new ContainerSight(probing.Find(container), restarts.CountOf(container)) { HookDoneAt = run?.DoneAt, HookFailure = run?.Failure };
    }

    private async Task AdvanceAsync(EnginePod pod, CancellationToken cancellationToken)
    {
        await starter.AdvanceAsync(pod, cancellationToken).ConfigureAwait(false);
        await sidecars.EndAsync(pod, PodProgress.FindIdleSidecars(pod), cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> WorkingOnAsync<T>(PodUid pod, Func<Task<T>> action)
    {
        atWork.AddOrUpdate(pod, 1, static (_, calls) => calls + 1);
        try
        {
            return await action().ConfigureAwait(false);
        }
        finally
        {
            if (atWork.AddOrUpdate(pod, 0, static (_, calls) => calls - 1) <= 0)
                atWork.TryRemove(new KeyValuePair<PodUid, int>(pod, 0));
        }
    }

    /// <summary>An engine that does not answer, or answers with an error, means that nothing is known.</summary>
    private async Task<T> GuardAsync<T>(string verb, Func<Task<T>> action)
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (Exception exception) when (EngineFailure.IsOne(exception))
        {
            throw new PodHostUnavailableException($"The engine of node {Node} ({options.Address}) could not {verb}: {EngineFailure.Describe(exception)}", exception);
        }
    }
}
