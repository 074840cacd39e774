using Burst.Core.Hosts;
using Burst.Core.Ids;

namespace Burst.Server.Emulation;

/// <summary>
/// The host's inventory, read at most every 100 ms: the emulator asks for every group several times a second, and one list answers
/// for all.
/// </summary>
internal sealed class RecentInventory(IPodHost host, TimeProvider time)
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile Snapshot? latest;
    private volatile int changes;

    public async Task<PodObservation?> FindAsync(PodUid uid, CancellationToken cancellationToken)
    {
        if (FindFresh(uid) is { } pod)
            return pod;
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return FindFresh(uid) ?? (await ReadAsync(cancellationToken).ConfigureAwait(false)).GetValueOrDefault(uid);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Something was changed: what is read from now on, and what is being read, does not answer for it.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref changes);
        latest = null;
    }

    private PodObservation? FindFresh(PodUid uid) =>
        latest is { } known && known.Changes == changes && time.GetUtcNow() - known.ReadAt < FreshFor ? known.Pods.GetValueOrDefault(uid) : null;

    private async Task<Dictionary<PodUid, PodObservation>> ReadAsync(CancellationToken cancellationToken)
    {
        var (readAt, before) = (time.GetUtcNow(), changes);
        var pods = (await host.ListAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(found => found.Uid);
        latest = new Snapshot(readAt, before, pods);
        return pods;
    }

    private sealed record Snapshot(DateTimeOffset ReadAt, int Changes, Dictionary<PodUid, PodObservation> Pods);
}
