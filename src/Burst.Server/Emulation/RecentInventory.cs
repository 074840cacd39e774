using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Hosts.Local;

namespace Burst.Server.Emulation;

/// <summary>
/// The host's inventory, read at most every 100 ms: the emulator asks for every group several times a second, and one list answers
/// for all.
/// </summary>
internal sealed class RecentInventory(LocalPodHost host, TimeProvider time)
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromMilliseconds(100);

    private volatile Snapshot? latest;

    public async Task<PodObservation?> FindAsync(PodUid uid, CancellationToken cancellationToken)
    {
        if (latest is { } known && time.GetUtcNow() - known.ReadAt < FreshFor && known.Pods.TryGetValue(uid, out var pod))
            return pod;
        var readAt = time.GetUtcNow();
        var pods = await host.ListAsync(cancellationToken).ConfigureAwait(false);
        latest = new Snapshot(readAt, pods.ToDictionary(found => found.Uid));
        return latest.Pods.GetValueOrDefault(uid);
    }

    public void Forget() => latest = null;

    private sealed record Snapshot(DateTimeOffset ReadAt, Dictionary<PodUid, PodObservation> Pods);
}
