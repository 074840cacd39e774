using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Burst.Hosts.Local.Native;

namespace Burst.Hosts.Local.Processes;

/// <summary>
/// Waits for the shims this process started, so that none stays a zombie. Static because children belong to the process; it
/// only ever waits for pids it was given, and so does not take the children of others.
/// </summary>
internal static class ChildReaper
{
    private static readonly ConcurrentDictionary<int, TaskCompletionSource<ProcessExit?>> Children = new();
    private static readonly PosixSignalRegistration Registration =
        PosixSignalRegistration.Create(PosixSignal.SIGCHLD, static _ => ReapAll());

    /// <returns>How the child ended; null when somebody else waited for it.</returns>
    public static Task<ProcessExit?> Watch(int pid)
    {
        GC.KeepAlive(Registration);
        var end = new TaskCompletionSource<ProcessExit?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Children[pid] = end;
        Reap(pid, end);
        return end.Task;
    }

    private static void ReapAll()
    {
        foreach (var (pid, end) in Children)
            Reap(pid, end);
    }

    private static void Reap(int pid, TaskCompletionSource<ProcessExit?> end)
    {
        // One at a time: a pid must not be waited for again once it was reaped, for it may then be another child's.
        lock (end)
        {
            if (end.Task.IsCompleted)
                return;

            var result = Libc.WaitPid(pid, out var status, LinuxConstants.WaitNoHang);
            if (result == pid || (result < 0 && Marshal.GetLastPInvokeError() == LinuxConstants.NoChild))
            {
                Children.TryRemove(KeyValuePair.Create(pid, end));
                end.SetResult(result == pid ? ProcessExit.FromWaitStatus(status) : null);
            }
        }
    }
}
