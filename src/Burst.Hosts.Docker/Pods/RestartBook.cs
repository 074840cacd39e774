using System.Collections.Concurrent;
using System.Globalization;
using Burst.Hosts.Docker.Engine;

namespace Burst.Hosts.Docker.Pods;

/// <summary>
/// Restarts that the engine has forgotten: its count begins anew whenever somebody starts a container. Only of containers that are ended, and
/// started again, from here.
/// </summary>
internal sealed class RestartBook(EngineClient engine)
{
    private readonly HolderNotes notes = new(engine, "restarts");
    private readonly ConcurrentDictionary<string, int> counts = new();

    /// <summary>Restarts of a container beside those that the engine counts now.</summary>
    public int CountOf(EngineContainer container) => counts.GetValueOrDefault(container.Id);

    /// <summary>Takes up what another process has written. Costs a call for a pod that is new here, and none for one without probes and hooks.</summary>
    public async Task RecallAsync(IReadOnlyList<EnginePod> pods, CancellationToken cancellationToken)
    {
        foreach (var pod in pods.Where(pod => pod.Holder is not null && pod.Workers.Any(IsUnread)))
        {
            var written = await notes.ReadAsync(pod.Holder!, cancellationToken).ConfigureAwait(false);
            foreach (var container in pod.Workers.Where(IsUnread))
                counts.TryAdd(container.Id, int.TryParse(written.GetValueOrDefault(container.Name), CultureInfo.InvariantCulture, out var count) ? count : 0);
        }

        var known = pods.SelectMany(pod => pod.Workers).Select(container => container.Id).ToHashSet();
        foreach (var gone in counts.Keys.Where(id => !known.Contains(id)))
            counts.TryRemove(gone, out _);
    }

    /// <summary>Before it is started again: what the engine has counted so far is lost with that.</summary>
    public async Task RecordAsync(EnginePod pod, EngineContainer container, CancellationToken cancellationToken)
    {
        if (pod.Holder is not { } holder || !container.IsEndedFromHere)
            return;
        var count = CountOf(container) + container.RestartCount + 1;
        await notes.WriteAsync(holder, container, count.ToString(CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
        counts[container.Id] = count;
    }

    private bool IsUnread(EngineContainer container) => container is { IsEndedFromHere: true, IsNew: false } && !counts.ContainsKey(container.Id);
}
