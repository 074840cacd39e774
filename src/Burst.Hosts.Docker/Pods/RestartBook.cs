using System.Collections.Concurrent;
using System.Formats.Tar;
using System.Globalization;
using System.Text;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Holder;

namespace Burst.Hosts.Docker.Pods;

/// <summary>
/// Restarts that the engine has forgotten: its count begins anew whenever somebody starts a container. Kept as a file in the pod's holder, as
/// everything that is known of a pod is on its engine; only of containers with probes, which are started again from here.
/// </summary>
internal sealed class RestartBook(EngineClient engine)
{
    private const string Folder = "restarts";
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly ConcurrentDictionary<string, int> counts = new();

    /// <summary>Restarts of a container beside those that the engine counts now.</summary>
    public int CountOf(EngineContainer container) => counts.GetValueOrDefault(container.Id);

    /// <summary>Takes up what another process has written. Costs a call for a pod that is new here, and none for one without probes.</summary>
    public async Task RecallAsync(IReadOnlyList<EnginePod> pods, CancellationToken cancellationToken)
    {
        foreach (var pod in pods.Where(pod => pod.Holder is not null && pod.Workers.Any(IsUnread)))
        {
            var tar = await engine.FindArchiveAsync(pod.Holder!.Id, Folder, cancellationToken).ConfigureAwait(false);
            var written = tar is null ? [] : Read(tar);
            foreach (var container in pod.Workers.Where(IsUnread))
                counts.TryAdd(container.Id, written.GetValueOrDefault(container.Name));
        }

        var known = pods.SelectMany(pod => pod.Workers).Select(container => container.Id).ToHashSet();
        foreach (var gone in counts.Keys.Where(id => !known.Contains(id)))
            counts.TryRemove(gone, out _);
    }

    /// <summary>Before it is started again: what the engine has counted so far is lost with that.</summary>
    public async Task RecordAsync(EnginePod pod, EngineContainer container, CancellationToken cancellationToken)
    {
        if (pod.Holder is not { } holder || container.Probes is null)
            return;
        var count = CountOf(container) + container.RestartCount + 1;
        var text = Encoding.ASCII.GetBytes(count.ToString(CultureInfo.InvariantCulture));
        await engine.PutArchiveAsync(holder.Id, "/", TarArchive.Of([($"{Folder}/{container.Name}", text, Readable)]), cancellationToken).ConfigureAwait(false);
        counts[container.Id] = count;
    }

    private bool IsUnread(EngineContainer container) => container is { Probes: not null, IsNew: false } && !counts.ContainsKey(container.Id);

    private static Dictionary<string, int> Read(byte[] tar)
    {
        var counts = new Dictionary<string, int>();
        using var reader = new TarReader(new MemoryStream(tar));
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is { } content && int.TryParse(new StreamReader(content, Encoding.ASCII).ReadToEnd(), CultureInfo.InvariantCulture, out var count))
                counts[Path.GetFileName(entry.Name)] = count;
        }

        return counts;
    }
}
