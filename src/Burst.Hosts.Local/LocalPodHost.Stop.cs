using Burst.Core.Ids;
using Burst.Hosts.Local.Folders;
using Burst.Hosts.Local.Native;
using Burst.Hosts.Local.Processes;

namespace Burst.Hosts.Local;

public sealed partial class LocalPodHost
{
    /// <summary>
    /// Moves the pod's processes toward their end and keeps its status and logs, unlike <see cref="DeleteAsync"/>. Idempotent;
    /// called until it answers true, which means that none is left.
    /// </summary>
    public Task<bool> StopAsync(PodUid pod, TimeSpan gracePeriod, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Guard($"stop pod {pod}", () => Stop(FolderOf(pod), gracePeriod)));
    }

    private bool Stop(PodFolder folder, TimeSpan gracePeriod)
    {
        if (!Directory.Exists(folder.Path) || !File.Exists(folder.LockPath))
            return true;
        if (folder.ReadStatus() is not { } status)
        {
            using var taken = FileLock.TryTake(folder.LockPath);
            return taken is not null && folder.ReadStatus() is null;
        }

        if (ProcessTable.IsAlive(status.Shim))
        {
            AskShim(folder, status, gracePeriod);
            return false;
        }

        return EndLeftovers(folder, folder.ReadStatus() ?? status, gracePeriod).Count == 0;
    }
}
