using System.Collections.Concurrent;
using Burst.Core.Pods;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Pods;

namespace Burst.Hosts.Docker.Probing;

/// <summary>Asks the probes of all containers that run and have some; one that fails its liveness or startup probe is ended.</summary>
internal sealed class PodProbing(EngineClient engine, RunEnding endings, TimeProvider time) : IAsyncDisposable
{
    private readonly HolderConnections connections = new(engine);
    private readonly ConcurrentDictionary<string, ContainerProbing> probed = new();
    private readonly ConcurrentDictionary<string, string> reasons = new();
    private readonly SemaphoreSlim gate = new(1);

    /// <summary>From now on the containers of these pods are asked, and no others.</summary>
    /// <param name="pods">All of them.</param>
    public async Task FollowAsync(IReadOnlyList<EnginePod> pods, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var wanted = pods.Where(pod => pod.Holder is not null && !PodProgress.IsEnding(pod))
                .SelectMany(pod => pod.Workers.Where(IsAsked).Select(container => (Pod: pod, Container: container)))
                .ToDictionary(item => item.Container.Id);
            foreach (var (id, known) in probed)
            {
                if (!wanted.TryGetValue(id, out var item) || item.Container.StartedAt != known.StartedAt)
                    await EndAsync(id).ConfigureAwait(false);
            }

            foreach (var (id, (pod, container)) in wanted)
            {
                if (!probed.ContainsKey(id))
                    probed[id] = new ContainerProbing(pod, container, new Prober(engine, connections, time), time, (reason, failed, token) => RestartAsync(pod, container, reason, failed, token), reasons.GetValueOrDefault(id));
            }

            await ForgetAsync(pods).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <returns>Null for a container that is not asked.</returns>
    public ContainerHealth? Find(EngineContainer container) =>
        probed.TryGetValue(container.Id, out var known) && known.StartedAt == container.StartedAt ? known.Health : null;

    /// <summary>It need not be waited for any more: its startup probe has succeeded, or it has none.</summary>
    public bool HasStartedUp(EngineContainer container) => container.Probes?.Startup is null || Find(container) is { HasStartedUp: true };

    public async ValueTask DisposeAsync()
    {
        await gate.WaitAsync().ConfigureAwait(false);
        foreach (var id in probed.Keys)
            await EndAsync(id).ConfigureAwait(false);
        await connections.DisposeAsync().ConfigureAwait(false);
    }

    private static bool IsAsked(EngineContainer container) => container is { Probes: not null, IsRunning: true, StartedAt: not null, IsHookDone: true };

    private async Task EndAsync(string id)
    {
        if (probed.TryRemove(id, out var known))
            await known.DisposeAsync().ConfigureAwait(false);
    }

    private async Task RestartAsync(EnginePod pod, EngineContainer container, string reason, Probe failed, CancellationToken cancellationToken)
    {
        reasons[container.Id] = reason;
        var grace = failed.TerminationGracePeriodSeconds ?? container.Probes!.GraceSeconds;
        await endings.EndAsync(pod, container, TimeSpan.FromSeconds(grace), cancellationToken).ConfigureAwait(false);
    }

    private async Task ForgetAsync(IReadOnlyList<EnginePod> pods)
    {
        var known = pods.SelectMany(pod => pod.Workers).Select(container => container.Id).ToHashSet();
        foreach (var gone in reasons.Keys.Where(id => !known.Contains(id)))
            reasons.TryRemove(gone, out _);
        await connections.KeepAsync(probed.Values.Select(item => item.HolderId).ToHashSet()).ConfigureAwait(false);
    }
}
