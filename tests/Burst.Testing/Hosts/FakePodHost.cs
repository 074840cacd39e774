using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Testing.Time;

namespace Burst.Testing.Hosts;

/// <summary>
/// A pod host that behaves. It imitates a service at the far end of a network: a request that was sent takes effect after half
/// its <see cref="Latency"/> even when the caller has given up by then, and the answer takes the other half; a create is
/// idempotent by UID; pods run on the clock for a scripted time and exit with a scripted code; a delete may answer Deleting a
/// number of times first; a pod that was ended reports exit code 143. Every call is in the journal, at the instant it was made.
/// It outlives the controllers that use it, as the real ones do.
/// </summary>
public sealed class FakePodHost(NodeName node, TimeProvider time) : IPodHost, IPodStop
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<PodUid, FakePod> pods = [];
    private readonly Dictionary<string, Queue<CreateFate>> fatesByPod = new(StringComparer.Ordinal);
    private readonly Queue<CreateFate> nextFates = new();
    private readonly List<HostCall> calls = [];
    private readonly List<PodUid> started = [];

    public FakePodHost(string node, TimeProvider time)
        : this(NodeName.Parse(node), time)
    {
    }

    public NodeName Node => node;

    public TimeSpan Latency { get; set; }

    /// <summary>What each check tells of the node's machine.</summary>
    public NodeMachine? Machine { get; set; }

    /// <summary>Pods it has room for; one more is answered InsufficientCapacity.</summary>
    public int PodsMax { get; set; } = int.MaxValue;

    /// <summary>Times a delete answers Deleting before it answers Gone.</summary>
    public int DeletingAnswers { get; set; }

    /// <summary>What a delete that answers Deleting asks to wait.</summary>
    public TimeSpan DeletingWait { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>False: nothing gets through and every call throws.</summary>
    public bool IsReachable { get; set; } = true;

    /// <summary>True: no call is ever answered; each ends when its caller gives up.</summary>
    public bool Hangs { get; set; }

    /// <summary>Calls that are never answered, while all others are.</summary>
    public Predicate<HostCall> HangsOn { get; set; } = _ => false;

    /// <summary>True: a call that hangs does not end when its caller gives up either.</summary>
    public bool IgnoresCancellation { get; set; }

    /// <summary>Calls for which it cannot be reached, while it answers all others.</summary>
    public Predicate<HostCall> Fails { get; set; } = _ => false;

    /// <summary>Lists that still fail while everything else works.</summary>
    public int ListFailures { get; set; }

    public Func<PodLaunch, PodRun> Runs { get; set; } = _ => PodRun.Forever;

    public Func<PodSpec, string?> Unsupported { get; set; } = _ => null;

    /// <summary>What the service says of its quotas at each check; null for a host that says nothing of them.</summary>
    public Func<ServiceQuota>? Quota { get; set; }

    /// <summary>Why the quotas cannot be read.</summary>
    public string? QuotaProblem { get; set; }

    /// <summary>Why stops and starts are refused; null when they are not.</summary>
    public string? RefusesStops { get; set; }

    /// <summary>False: the answer to a stop or a start does not say how the pod is then.</summary>
    public bool TellsAtOnce { get; set; } = true;

    /// <summary>Raised as a call arrives, before it has any effect.</summary>
    public event Action<HostCall>? Called;

    public IReadOnlyList<HostCall> Calls => Read<IReadOnlyList<HostCall>>(() => [.. calls]);

    /// <summary>Pods that exist now.</summary>
    public IReadOnlyList<PodUid> Pods => Read<IReadOnlyList<PodUid>>(() => [.. pods.Keys]);

    public IReadOnlyList<PodLaunch> Launches => Read<IReadOnlyList<PodLaunch>>(() => [.. pods.Values.Select(pod => pod.Launch)]);

    /// <summary>Every start of a pod in the host's life, in order; a UID that is in it twice ran twice.</summary>
    public IReadOnlyList<PodUid> Started => Read<IReadOnlyList<PodUid>>(() => [.. started]);

    /// <summary>The next creates go like this, one each, then as usual.</summary>
    public void NextCreates(params CreateFate[] fates)
    {
        lock (gate)
            Array.ForEach(fates, nextFates.Enqueue);
    }

    /// <summary>The next creates of this pod go like this.</summary>
    public void NextCreatesOf(string podName, params CreateFate[] fates)
    {
        lock (gate)
            fatesByPod[podName] = new Queue<CreateFate>(fates);
    }

    /// <summary>A pod appears that nobody here asked for.</summary>
    public void Plant(PodLaunch launch) => Read(() => pods[launch.Uid] = new FakePod(launch, Runs(launch), time.GetUtcNow()));

    /// <summary>A pod disappears by other means.</summary>
    public void Vanish(PodUid pod) => Read(() => pods.Remove(pod));

    public Task<CreateOutcome> CreateAsync(PodLaunch launch, CancellationToken cancellationToken) =>
        CallAsync("create", launch.Uid, () => Create(launch), cancellationToken);

    public Task<DeleteOutcome> DeleteAsync(PodUid pod, TimeSpan gracePeriod, CancellationToken cancellationToken) =>
        CallAsync("delete", pod, () => Delete(pod), cancellationToken);

    public Task<StopOutcome> StopAsync(PodUid pod, CancellationToken cancellationToken) =>
        CallAsync("stop", pod, () => Stop(pod), cancellationToken);

    public Task<StopOutcome> StartAsync(PodUid pod, CancellationToken cancellationToken) =>
        CallAsync("start", pod, () => Start(pod), cancellationToken);

    public Task<IReadOnlyList<PodObservation>> ListAsync(CancellationToken cancellationToken) =>
        CallAsync("list", null, List, cancellationToken);

    public Task<HostHeartbeat> CheckAsync(CancellationToken cancellationToken) =>
        CallAsync("check", null, Check, cancellationToken);

    public string? FindUnsupported(PodSpec spec) => Unsupported(spec);

    private HostHeartbeat Check() => new(time.GetUtcNow(), true, "ok") { Quota = Quota?.Invoke(), QuotaProblem = QuotaProblem, Machine = Machine };

    private CreateOutcome Create(PodLaunch launch)
    {
        if (launch.LooksOnly)
            return pods.ContainsKey(launch.Uid) ? new CreateOutcome.Accepted() : new CreateOutcome.Missing($"{node} does not have {launch.Name}");
        var there = pods.GetValueOrDefault(launch.Uid)?.Observe(time.GetUtcNow());
        if (there is not null && pods[launch.Uid].Launch.Tier is var tier && tier != launch.Tier)
            return new CreateOutcome.Astray(there, $"{launch.Name} is there as {tier}");
        var fate = TakeFate(launch.Name);
        if (fate.TakesEffect && !pods.ContainsKey(launch.Uid))
        {
            if (pods.Count >= PodsMax)
                return new CreateOutcome.InsufficientCapacity($"{pods.Count} of {PodsMax} pods");
            pods[launch.Uid] = new FakePod(launch, Runs(launch), time.GetUtcNow());
            started.Add(launch.Uid);
        }

        if (there is not null && fate.Answer is CreateOutcome.Accepted accepted)
            return accepted with { Seen = there };
        return fate.Answer ?? throw new PodHostUnavailableException($"{node} did not answer (scripted).");
    }

    private CreateFate TakeFate(string podName)
    {
        if (fatesByPod.TryGetValue(podName, out var own) && own.TryDequeue(out var fate))
            return fate;
        return nextFates.TryDequeue(out var next) ? next : CreateFate.Ordinary;
    }

    private DeleteOutcome Delete(PodUid uid)
    {
        if (!pods.TryGetValue(uid, out var pod))
            return new DeleteOutcome.Gone(null);
        pod.Stop(time.GetUtcNow());
        if (pod.DeletesAnswered++ < DeletingAnswers)
            return new DeleteOutcome.Deleting(DeletingWait, "stopping (scripted)");
        pods.Remove(uid);
        return new DeleteOutcome.Gone(pod.EndedAt(time.GetUtcNow()));
    }

    private StopOutcome Stop(PodUid uid)
    {
        if (RefusesStops is not null || !pods.TryGetValue(uid, out var pod))
            return new StopOutcome.Refused(RefusesStops ?? $"{node} does not have {uid}");
        pod.CanGoOn = true;
        pod.Stop(time.GetUtcNow());
        return new StopOutcome.Accepted(TellsAtOnce ? pod.Observe(time.GetUtcNow()) : null);
    }

    private StopOutcome Start(PodUid uid)
    {
        if (RefusesStops is not null || !pods.TryGetValue(uid, out var pod))
            return new StopOutcome.Refused(RefusesStops ?? $"{node} does not have {uid}");
        var before = pod.Observe(time.GetUtcNow());
        if (before.Reason == PodStop.Reason)
            pods[uid] = new FakePod(pod.Launch, Runs(pod.Launch), time.GetUtcNow());
        return new StopOutcome.Accepted(TellsAtOnce ? pods[uid].Observe(time.GetUtcNow()) : null);
    }

    private IReadOnlyList<PodObservation> List()
    {
        if (ListFailures > 0)
        {
            ListFailures--;
            throw new PodHostUnavailableException($"The list of {node} broke off (scripted).");
        }

        return [.. pods.Values.Select(pod => pod.Observe(time.GetUtcNow()))];
    }

    private async Task<T> CallAsync<T>(string verb, PodUid? pod, Func<T> serve, CancellationToken cancellationToken)
    {
        var call = new HostCall(time.GetUtcNow(), node, verb, pod);
        lock (gate)
            calls.Add(call);
        Called?.Invoke(call);
        if (Hangs || HangsOn(call))
            await new TaskCompletionSource<T>().Task.OrUntilCancelledAsync(IgnoresCancellation ? CancellationToken.None : cancellationToken).ConfigureAwait(false);
        return await ServeAsync(call, serve).OrUntilCancelledAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The far end: it knows nothing of the caller's patience.</summary>
    private async Task<T> ServeAsync<T>(HostCall call, Func<T> serve)
    {
        if (Latency > TimeSpan.Zero)
            await Task.Delay(Latency / 2, time).ConfigureAwait(false);
        if (!IsReachable || Fails(call))
            throw new PodHostUnavailableException($"{node} cannot be reached (scripted).");
        var answer = Read(serve);
        if (Latency > TimeSpan.Zero)
            await Task.Delay(Latency / 2, time).ConfigureAwait(false);
        return answer;
    }

    private T Read<T>(Func<T> read)
    {
        lock (gate)
            return read();
    }
}
