using System.Collections.Concurrent;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Probing;

namespace Burst.Hosts.Docker.Pods;

/// <summary>Asks sidecars to end, once each, and makes them when they take too long. A later process asks them again.</summary>
internal sealed class SidecarEnding(EngineClient engine, PreStopHooks hooks, TimeProvider time)
{
    private const string Force = "SIGKILL";

    /// <summary>What Kubernetes gives a container whose pod says nothing else: the engine is not told the pod's own grace.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, DateTimeOffset> asked = new();

    public async Task EndAsync(EnginePod pod, IEnumerable<EngineContainer> sidecars, CancellationToken cancellationToken)
    {
        foreach (var sidecar in sidecars)
        {
            var now = time.GetUtcNow();
            if (asked.TryGetValue(sidecar.Id, out var since))
            {
                if (now - since >= Grace)
                    await engine.KillContainerAsync(sidecar.Id, Force, cancellationToken).ConfigureAwait(false);
                continue;
            }

            await engine.StopRestartsAsync(sidecar.Id, cancellationToken).ConfigureAwait(false);
            await hooks.AskToEndAsync(pod, sidecar, Grace, cancellationToken).ConfigureAwait(false);
            asked[sidecar.Id] = now;
        }
    }

    /// <summary>What is no longer on the engine is forgotten.</summary>
    public void Keep(IEnumerable<EnginePod> pods)
    {
        var known = pods.SelectMany(pod => pod.Sidecars).Select(sidecar => sidecar.Id).ToHashSet();
        foreach (var id in asked.Keys.Where(id => !known.Contains(id)))
            asked.TryRemove(id, out _);
    }
}
