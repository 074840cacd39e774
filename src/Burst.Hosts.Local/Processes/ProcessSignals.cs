using Burst.Hosts.Local.Native;

namespace Burst.Hosts.Local.Processes;

internal static class ProcessSignals
{
    /// <summary>
    /// Signals exactly this process. The pidfd is taken before the identity is checked, so that a pid that is given to another
    /// process in between cannot be hit.
    /// </summary>
    /// <returns>False when the process is no more.</returns>
    public static bool Send(ProcessIdentity identity, int signal)
    {
        var descriptor = (int)Libc.SysCall(LinuxConstants.PidFdOpen, identity.Pid, 0, 0, 0);
        if (descriptor < 0)
            return false;

        try
        {
            return ProcessTable.IsAlive(identity)
                && Libc.SysCall(LinuxConstants.PidFdSendSignal, descriptor, signal, 0, 0) == 0;
        }
        finally
        {
            _ = Libc.Close(descriptor);
        }
    }
}
