using Burst.Core.Pods;
using Burst.Hosts.Local.Folders;
using Burst.Hosts.Local.Native;

namespace Burst.Hosts.Local.Shim;

/// <summary>
/// The life of one pod, in one loop on one thread: wait for output, an ended child, a signal or a time; act; write what changed.
/// </summary>
internal sealed unsafe partial class ShimSession : IDisposable
{
    /// <summary>A pod whose folder was removed by hand has no owner left; it is looked for this often.</summary>
    private static readonly TimeSpan FolderCheckInterval = TimeSpan.FromSeconds(5);

    private readonly PodFolder folder;
    private readonly LaunchRecord launch;
    private readonly OsPipe wake;
    private readonly TimeProvider timeProvider;
    private readonly long origin;
    private readonly ShimContainer[] containers;
    private readonly ShimStop stop = new();
    private DateTimeOffset? startedAt;
    private TimeSpan folderCheckAt = FolderCheckInterval;
    private volatile bool isStopRequested;
    private bool isDeadlineExceeded;

    public ShimSession(PodFolder folder, LaunchRecord launch, OsPipe wake, TimeProvider timeProvider)
    {
        this.folder = folder;
        this.launch = launch;
        this.wake = wake;
        this.timeProvider = timeProvider;
        origin = timeProvider.GetTimestamp();
        containers = [.. launch.Containers.Select(container => new ShimContainer(folder, launch, container, timeProvider))];
    }

    private TimeSpan Now => timeProvider.GetElapsedTime(origin);

    private bool HasEnded => containers.All(container => container.Status.State == ContainerState.Terminated);

    /// <summary>Called on another thread, by a signal.</summary>
    public void RequestStop()
    {
        isStopRequested = true;
        wake.WriteByte();
    }

    public void Run()
    {
        // The identity of this shim is on disk before anything runs under it.
        WriteStatus();
        startedAt = timeProvider.GetUtcNow();
        foreach (var container in containers)
            Start(container);

        while (!HasEnded)
        {
            WaitForNews();
            foreach (var container in containers)
                container.CopyOutput();
            ReapChildren();
            ActOnTime();
        }

        WriteFinalStatus();
    }

    public void Dispose()
    {
        foreach (var container in containers)
            container.Dispose();
    }

    private void Start(ShimContainer container)
    {
        container.Start();
        if (container.Status.State == ContainerState.Terminated)
            OnEnded(container);
        WriteStatus();
    }

    private void OnEnded(ShimContainer container)
    {
        if (!stop.IsStopping && MayRestart(container.Status))
            container.ScheduleRestart(Now);
    }

    private bool MayRestart(ContainerStatus status) => launch.RestartPolicy switch
    {
        RestartPolicy.Always => true,
        RestartPolicy.OnFailure => status.ExitCode != 0,
        RestartPolicy.Never => false,
        var other => throw new InvalidOperationException($"Restart policy {other} is not known; {nameof(RestartPolicy)} has all there are."),
    };

    private void ActOnTime()
    {
        if (isStopRequested)
        {
            isStopRequested = false;
            BeginStop(folder.ReadStop()?.GracePeriod ?? launch.GracePeriod);
        }

        if (!isDeadlineExceeded && launch.ActiveDeadline <= Now)
        {
            isDeadlineExceeded = true;
            BeginStop(launch.GracePeriod);
        }

        if (Now >= folderCheckAt)
        {
            folderCheckAt = Now + FolderCheckInterval;
            if (!folder.IsPod)
                BeginStop(TimeSpan.Zero);
        }

        if (stop.IsKillDue(Now))
            SignalAll(LinuxConstants.SigKill);
        foreach (var container in containers.Where(container => container.RestartAt <= Now))
            Start(container);
        RetryStatus();
    }

    private void BeginStop(TimeSpan grace)
    {
        var isFirst = !stop.IsStopping;
        stop.Begin(Now, grace);
        if (!isFirst)
            return;

        foreach (var container in containers)
            container.CancelRestart();
        SignalAll(LinuxConstants.SigTerm);
        WriteStatus();
    }

    private void SignalAll(int signal)
    {
        foreach (var container in containers)
            container.Signal(signal);
    }

    private void ReapChildren()
    {
        const int siginfoBytes = 128;
        const int pidOffset = 16;
        var info = stackalloc byte[siginfoBytes];
        while (true)
        {
            new Span<byte>(info, siginfoBytes).Clear();
            var options = LinuxConstants.WaitExited | LinuxConstants.WaitNoHang | LinuxConstants.WaitNoReap;
            if (Libc.WaitId(LinuxConstants.WaitAnyChild, 0, info, options) != 0 || *(int*)(info + pidOffset) is not (> 0 and var pid))
                return;

            if (Array.Find(containers, container => container.Pid == pid) is { } ended)
            {
                ended.End(pid);
                OnEnded(ended);
                if (!HasEnded)
                    WriteStatus();
            }
            else
            {
                // What a container left behind comes to this process, which is its subreaper.
                _ = Libc.WaitPid(pid, out _, 0);
            }
        }
    }

    private void WaitForNews()
    {
        var pipes = containers.SelectMany(container => container.OpenPipes).ToArray();
        var entries = stackalloc PollEntry[pipes.Length + 1];
        entries[0] = new PollEntry(wake.ReadEnd);
        for (var i = 0; i < pipes.Length; i++)
            entries[i + 1] = new PollEntry(pipes[i].ReadEnd);

        // Rounded up, so that the time has come when poll says so..
        var wait = Math.Max(0, Math.Ceiling((NextTime() - Now).TotalMilliseconds));
        _ = Libc.Poll(entries, (nuint)(pipes.Length + 1), (int)Math.Min(wait, FolderCheckInterval.TotalMilliseconds));

        Span<byte> wakes = stackalloc byte[64];
        while (wake.Read(wakes) > 0)
        {
        }
    }

    private TimeSpan NextTime()
    {
        var next = folderCheckAt;
        Consider(stop.KillAt);
        Consider(isDeadlineExceeded ? null : launch.ActiveDeadline);
        Consider(statusRetryAt);
        foreach (var container in containers)
            Consider(container.RestartAt);
        return next;

        void Consider(TimeSpan? time)
        {
            if (time < next)
                next = time.Value;
        }
    }
}
