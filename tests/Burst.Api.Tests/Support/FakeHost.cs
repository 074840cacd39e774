using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Api.Tests.Support;

/// <summary>Runs every pod at once, in memory, and remembers what it was given.</summary>
internal class FakeHost(string node) : IPodHost, IPodLogs
{
    private readonly ConcurrentDictionary<PodUid, PodLaunch> pods = new();
    private readonly ConcurrentDictionary<PodUid, PodPhase> phases = new();

    public NodeName Node { get; } = NodeName.Parse(node);

    public ConcurrentDictionary<string, IReadOnlyList<LogLine>> Lines { get; } = new();

    public ICollection<PodLaunch> Launches => pods.Values;

    /// <summary>A followed log stays open after its lines while this is not completed.</summary>
    public TaskCompletionSource Following { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsUnreachable { get; set; }

    /// <summary>No create gets through.</summary>
    public bool FailsCreates { get; set; }

    /// <summary>Pods take forever to end.</summary>
    public bool HoldsDeletes { get; set; }

    public void End(PodUid pod, PodPhase phase) => phases[pod] = phase;

    public Task<CreateOutcome> CreateAsync(PodLaunch launch, CancellationToken cancellationToken)
    {
        if (FailsCreates)
            throw new PodHostUnavailableException($"{Node} is out of reach");
        pods[launch.Uid] = launch;
        return Task.FromResult<CreateOutcome>(new CreateOutcome.Accepted());
    }

    public Task<DeleteOutcome> DeleteAsync(PodUid pod, TimeSpan gracePeriod, CancellationToken cancellationToken)
    {
        if (HoldsDeletes)
            return Task.FromResult<DeleteOutcome>(new DeleteOutcome.Deleting(TimeSpan.FromMinutes(1), "still stopping"));
        pods.TryRemove(pod, out _);
        return Task.FromResult<DeleteOutcome>(new DeleteOutcome.Gone(null));
    }

    public Task<IReadOnlyList<PodObservation>> ListAsync(CancellationToken cancellationToken) => IsUnreachable
        ? throw new PodHostUnavailableException($"{Node} is out of reach")
        :
        Task.FromResult<IReadOnlyList<PodObservation>>([.. pods.Values.Select(Observe)]);

    public Task<HostHeartbeat> CheckAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new HostHeartbeat(TimeProvider.System.GetUtcNow(), true, "here"));

    public string? FindUnsupported(PodSpec spec) => null;

    public async IAsyncEnumerable<LogLine> ReadLogsAsync(
        PodUid pod, string container, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (IsUnreachable)
            throw new PodHostUnavailableException($"{Node} is out of reach");
        var lines = Lines.GetValueOrDefault(container, []);
        foreach (var line in query.TailLines is { } tail ? lines.TakeLast(tail) : lines)
            yield return line;
        if (query.Follow)
            await Following.Task.WaitAsync(cancellationToken);
    }

    protected virtual PodObservation Observe(PodLaunch launch)
    {
        var now = TimeProvider.System.GetUtcNow();
        var phase = phases.GetValueOrDefault(launch.Uid, PodPhase.Running);
        return new PodObservation
        {
            Uid = launch.Uid,
            ObservedAt = now,
            Phase = phase,
            PodIp = "10.0.0.7",
            UsageStartedAt = now,
            Containers =
            [
                .. launch.Spec.Containers.Select(container => new ContainerStatus
                {
                    Name = container.Name,
                    State = phase == PodPhase.Running ? ContainerState.Running : ContainerState.Terminated,
                    ExitCode = phase switch { PodPhase.Succeeded => 0, PodPhase.Failed => 3, _ => null },
                    StartedAt = DateTimeOffset.UnixEpoch.AddYears(55),
                    FinishedAt = phase == PodPhase.Running ? null : now,
                }),
            ],
        };
    }
}
