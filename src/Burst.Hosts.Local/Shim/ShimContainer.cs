using System.Runtime.InteropServices;
using Burst.Core.Pods;
using Burst.Hosts.Local.Folders;
using Burst.Hosts.Local.Logs;
using Burst.Hosts.Local.Native;
using Burst.Hosts.Local.Processes;

namespace Burst.Hosts.Local.Shim;

/// <summary>One container under the shim: its process, its streams and what is said of it.</summary>
internal sealed class ShimContainer : IDisposable
{
    private readonly PodFolder folder;
    private readonly LaunchContainer launch;
    private readonly TimeProvider timeProvider;
    private readonly RestartBackoff backoff;
    private readonly LogWriter log;
    private readonly byte[] buffer = new byte[16 * 1024];
    private OutputPipe? output;
    private OutputPipe? error;
    private long startedTimestamp;

    public ShimContainer(PodFolder folder, LaunchRecord pod, LaunchContainer launch, TimeProvider timeProvider)
    {
        this.folder = folder;
        this.launch = launch;
        this.timeProvider = timeProvider;
        backoff = new RestartBackoff(pod.RestartDelayBase);
        PodFolder.CreateFolder(folder.LogFolder(launch.Name));
        log = new LogWriter(folder.LogFolder(launch.Name), pod.LogBytesMax, pod.LogFilesMax);
        Status = new ContainerStatus { Name = launch.Name, State = ContainerState.Waiting, Reason = "ContainerCreating" };
    }

    public ContainerStatus Status { get; private set; }

    /// <summary>The pid, and the number of the process group, while it runs.</summary>
    public int? Pid { get; private set; }

    public ProcessIdentity? Process { get; private set; }

    /// <summary>When it is started again, by the clock of the session; null when it is not waiting for that.</summary>
    public TimeSpan? RestartAt { get; private set; }

    /// <summary>The pipes that are worth waiting for.</summary>
    public IEnumerable<OutputPipe> OpenPipes => new[] { output, error }.OfType<OutputPipe>().Where(pipe => !pipe.HasEnded);

    public void Start()
    {
        RestartAt = null;
        var workingFolder = launch.WorkingFolder ?? folder.WorkFolder(launch.Name);
        if (launch.WorkingFolder is null && folder.IsPod)
            PodFolder.CreateFolder(workingFolder);

        startedTimestamp = timeProvider.GetTimestamp();
        output = new OutputPipe(log, "stdout"u8.ToArray(), timeProvider);
        error = new OutputPipe(log, "stderr"u8.ToArray(), timeProvider);
        var pid = Spawn(workingFolder, output.WriteEnd, error.WriteEnd);
        output.CloseWriteEnd();
        error.CloseWriteEnd();
        if (pid <= 0)
        {
            ClosePipes();
            EndUnstarted(-pid);
            return;
        }

        Pid = pid;

        // It may have ended already, and is then a zombie until it is reaped here: its marker says enough about it.
        Process = ProcessTable.Identify(pid);
        Status = Status with
        {
            State = ContainerState.Running,
            StartedAt = timeProvider.GetUtcNow(),
            FinishedAt = null,
            ExitCode = null,
            Signal = null,
            Reason = null,
            Message = null,
        };
    }

    public void CopyOutput()
    {
        output?.Copy(buffer);
        error?.Copy(buffer);
        log.Flush();
    }

    public void Signal(int signal)
    {
        if (Pid is { } pid)
            _ = Libc.Kill(-pid, signal);
    }

    /// <summary>
    /// The main process has ended but is not reaped yet, so its number is still its own: everything else in the container ends
    /// with it, as it would with PID 1 of a real one.
    /// </summary>
    public void End(int pid)
    {
        _ = Libc.Kill(-pid, LinuxConstants.SigKill);
        _ = Libc.WaitPid(pid, out var status, 0);
        foreach (var left in ProcessTable.FindByEnvironment(PodMarker.OfPod(folder.Path), PodMarker.OfContainer(launch.Name)))
            ProcessSignals.Send(left, LinuxConstants.SigKill);

        output?.Finish(buffer);
        error?.Finish(buffer);
        log.Flush();
        ClosePipes();
        Pid = null;
        var exit = ProcessExit.FromWaitStatus(status);
        SetEnded(exit.Code, exit.Signal, exit.Code == 0 ? "Completed" : "Error", null);
    }

    /// <summary>Waits for its next start as the restart policy has it.</summary>
    public void ScheduleRestart(TimeSpan now)
    {
        var delay = backoff.Next(timeProvider.GetElapsedTime(startedTimestamp));
        RestartAt = now + delay;
        Status = Status with
        {
            State = ContainerState.Waiting,
            RestartCount = Status.RestartCount + 1,
            Reason = delay == TimeSpan.Zero ? "ContainerCreating" : "CrashLoopBackOff",
            Message = $"It ended with exit code {Status.ExitCode}; the next start is {delay.TotalSeconds:0.###} s later.",
        };
    }

    /// <summary>The pod is ending: what waits is not started any more.</summary>
    public void CancelRestart()
    {
        if (Status.State != ContainerState.Waiting)
            return;

        RestartAt = null;
        var (code, reason) = Status.ExitCode is { } last ? (last, last == 0 ? "Completed" : "Error") : (LinuxConstants.SigKill + 128, "Cancelled");
        Status = Status with { State = ContainerState.Terminated, ExitCode = code, Reason = reason };
    }

    public void Dispose()
    {
        ClosePipes();
        log.Dispose();
    }

    private int Spawn(string workingFolder, int outputEnd, int errorEnd) =>
        CommandSearch.Find(launch.Arguments[0], launch.Environment, workingFolder) is { } executable
            ? Spawner.Start(new SpawnRequest
            {
                Executable = executable,
                Arguments = launch.Arguments,
                Environment = launch.Environment,
                WorkingFolder = workingFolder,
                Output = outputEnd,
                Error = errorEnd,
            })
            : -LinuxConstants.NoSuchFile;

    private void EndUnstarted(int errorNumber) => SetEnded(
        128,
        null,
        "StartError",
        $"'{launch.Arguments[0]}' could not be started: {Marshal.GetPInvokeErrorMessage(errorNumber)}. "
            + "The command is looked for in the container's PATH; its working folder must exist.");

    private void SetEnded(int code, int? signal, string reason, string? message) => Status = Status with
    {
        State = ContainerState.Terminated,
        ExitCode = code,
        Signal = signal,
        Reason = reason,
        Message = message,
        FinishedAt = timeProvider.GetUtcNow(),
    };

    private void ClosePipes()
    {
        output?.Dispose();
        error?.Dispose();
        output = error = null;
    }
}
