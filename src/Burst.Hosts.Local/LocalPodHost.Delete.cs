using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Hosts.Local.Folders;
using Burst.Hosts.Local.Native;
using Burst.Hosts.Local.Processes;
using Burst.Hosts.Local.Shim;

namespace Burst.Hosts.Local;

public sealed partial class LocalPodHost
{
    /// <summary>A pod that has to end at once mostly has within this time.</summary>
    private static readonly TimeSpan DeleteRetry = TimeSpan.FromMilliseconds(100);

    /// <summary>A shim that has not ended its pod this long after the grace is itself in the way.</summary>
    private static readonly TimeSpan ShimPatience = TimeSpan.FromSeconds(10);

    public Task<DeleteOutcome> DeleteAsync(PodUid pod, TimeSpan gracePeriod, CancellationToken cancellationToken)
    {
        var grace = gracePeriod < ShimStop.GraceMax ? gracePeriod : ShimStop.GraceMax;
        var outcome = Guard($"delete pod {pod}", () => Delete(FolderOf(pod), grace));
        if (outcome is DeleteOutcome.Gone)
            LogGone(pod, Node);
        return Task.FromResult(outcome);
    }

    private DeleteOutcome Delete(PodFolder folder, TimeSpan gracePeriod)
    {
        if (!Directory.Exists(folder.Path))
        {
            folder.Remove();
            return new DeleteOutcome.Gone(EndedAt: null);
        }

        if (folder.ReadStatus() is not { } status)
            return DeleteUnstarted(folder);
        if (ProcessTable.IsAlive(status.Shim))
            return AskShim(folder, status, gracePeriod);

        // What the shim wrote last, now that it writes no more.
        return DeleteAbandoned(folder, folder.ReadStatus() ?? status, gracePeriod);
    }

    /// <summary>A shim may be about to start: with the lock held it cannot, and without the folder it never will.</summary>
    private static DeleteOutcome DeleteUnstarted(PodFolder folder)
    {
        if (!File.Exists(folder.LockPath))
        {
            folder.Remove();
            return new DeleteOutcome.Gone(EndedAt: null);
        }

        using var taken = FileLock.TryTake(folder.LockPath);
        if (taken is null || folder.ReadStatus() is not null)
            return new DeleteOutcome.Deleting(DeleteRetry, "The pod is just being started.");

        folder.Remove();
        return new DeleteOutcome.Gone(EndedAt: null);
    }

    private DeleteOutcome AskShim(PodFolder folder, StatusRecord status, TimeSpan gracePeriod)
    {
        var stop = RecordStop(folder, gracePeriod);
        var late = timeProvider.GetUtcNow() - stop.RequestedAt - stop.GracePeriod;
        if (late > ShimPatience)
        {
            LogShimKilled(folder.Uid, status.Shim.Pid);
            ProcessSignals.Send(status.Shim, LinuxConstants.SigKill);
            return new DeleteOutcome.Deleting(DeleteRetry, $"The shim (pid {status.Shim.Pid}) did not end the pod and was killed.");
        }

        // Each time anew: the first signal may have been lost with a host that died after it wrote the request.
        ProcessSignals.Send(status.Shim, LinuxConstants.SigTerm);
        return new DeleteOutcome.Deleting(DeleteRetry, "The pod was asked to stop.");
    }

    private DeleteOutcome DeleteAbandoned(PodFolder folder, StatusRecord status, TimeSpan gracePeriod)
    {
        var left = PodObserver.FindProcesses(folder, status);
        if (left.Count == 0)
        {
            var endedAt = status.EndedAt ?? PodObserver.Observe(folder, timeProvider.GetUtcNow())?.UsageEndedAt;
            folder.Remove();
            return new DeleteOutcome.Gone(endedAt);
        }

        var stop = RecordStop(folder, gracePeriod);
        var signal = timeProvider.GetUtcNow() >= stop.RequestedAt + stop.GracePeriod ? LinuxConstants.SigKill : LinuxConstants.SigTerm;
        foreach (var process in left)
            ProcessSignals.Send(process, signal);
        return new DeleteOutcome.Deleting(DeleteRetry, $"The shim is gone; {left.Count} process(es) of the pod were sent signal {signal}.");
    }

    /// <summary>The first request counts; a later one may only shorten the grace.</summary>
    private StopRecord RecordStop(PodFolder folder, TimeSpan gracePeriod)
    {
        var now = timeProvider.GetUtcNow();
        if (folder.ReadStop() is { } known && known.RequestedAt + known.GracePeriod <= now + gracePeriod)
            return known;

        var stop = new StopRecord(now, gracePeriod);
        folder.WriteStop(stop);
        return stop;
    }
}
