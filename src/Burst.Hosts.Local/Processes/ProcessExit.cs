namespace Burst.Hosts.Local.Processes;

/// <summary>How a process ended: with a code, or by a signal (then the code is 128 + signal, as shells and Kubernetes say it).</summary>
internal readonly record struct ProcessExit(int Code, int? Signal)
{
    public static ProcessExit FromWaitStatus(int status) => (status & 0x7F) is var signal and not 0
        ? new ProcessExit(128 + signal, signal)
        : new ProcessExit((status >> 8) & 0xFF, null);
}
