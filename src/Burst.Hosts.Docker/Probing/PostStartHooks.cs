using System.Collections.Concurrent;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Pods;

namespace Burst.Hosts.Docker.Probing;

/// <summary>
/// Does what containers want done right after each of their starts, whoever starts them: the engine restarts them by itself. Which start it is done
/// for is on the engine.
/// </summary>
internal sealed class PostStartHooks(EngineClient engine, HookRunner runner, RunEnding endings, TimeProvider time) : IAsyncDisposable
{
    private readonly PostStartParts parts = new(runner, endings, new HolderNotes(engine, "post-start"), time);
    private readonly ConcurrentDictionary<string, PostStartRun> runs = new();
    private readonly SemaphoreSlim gate = new(1);

    /// <summary>Begins where there is one to be done. Costs a call for a pod whose containers are new here, and none for one without hooks.</summary>
    public async Task FollowAsync(EnginePod pod, CancellationToken cancellationToken)
    {
        if (pod.Holder is null || PodProgress.IsEnding(pod) || !pod.Workers.Any(IsToBegin))
            return;
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var isUnread = pod.Workers.Any(container => IsToBegin(container) && !runs.ContainsKey(container.Id));
            var notes = isUnread ? await parts.Notes.ReadAsync(pod.Holder, cancellationToken).ConfigureAwait(false) : null;
            foreach (var container in pod.Workers.Where(IsToBegin))
                await BeginAsync(pod, container, notes?.GetValueOrDefault(container.Name)).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <returns>Null for a container that has none, or whose present run is not known yet.</returns>
    public PostStartRun? Find(EngineContainer container) => runs.GetValueOrDefault(container.Id) is { } run && run.StartedAt == container.StartedAt ? run : null;

    /// <summary>What is no longer on the engine is forgotten.</summary>
    public async Task KeepAsync(IEnumerable<EnginePod> pods, CancellationToken cancellationToken)
    {
        if (runs.IsEmpty)
            return;
        var known = pods.SelectMany(pod => pod.Workers).Select(container => container.Id).ToHashSet();
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var id in runs.Keys.Where(id => !known.Contains(id)))
                await EndAsync(id).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await gate.WaitAsync().ConfigureAwait(false);
        foreach (var id in runs.Keys)
            await EndAsync(id).ConfigureAwait(false);
    }

    private bool IsToBegin(EngineContainer container) => container is { PostStart: not null, IsRunning: true, StartedAt: not null } && Find(container) is null;

    private async Task BeginAsync(EnginePod pod, EngineContainer container, string? note)
    {
        var before = await EndAsync(container.Id).ConfigureAwait(false);
        runs[container.Id] = PostStartRun.TryRead(note, container.StartedAt!.Value) ?? new PostStartRun(parts, pod, container, before is { DoneAt: null } ? before.Failure : null);
    }

    private async Task<PostStartRun?> EndAsync(string id)
    {
        if (!runs.TryRemove(id, out var run))
            return null;
        await run.DisposeAsync().ConfigureAwait(false);
        return run;
    }
}
