using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Hosts.Local.Folders;
using Burst.Hosts.Local.Processes;

namespace Burst.Hosts.Local;

/// <summary>Says how a pod is, from what its shim wrote and from what still runs.</summary>
internal static class PodObserver
{
    private const string LoopbackIp = "127.0.0.1";
    private const string LostContainerReason = "ContainerStatusUnknown";

    /// <returns>Null when the folder is not a pod (yet, or any more).</returns>
    public static PodObservation? Observe(PodFolder folder, DateTimeOffset now)
    {
        if (folder.ReadLaunch() is not { } launch)
            return null;
        if (folder.ReadStatus() is not { } first)
            return ComposeUnstarted(folder, launch, now);

        // Asked before the status is read again: what the shim wrote last is then read.
        if (first.EndedAt is not null || ProcessTable.IsAlive(first.Shim))
            return Compose(folder, first, now);

        var last = folder.ReadStatus() ?? first;
        return last.EndedAt is not null ? Compose(folder, last, now) : ComposeLost(folder, last, now);
    }

    /// <summary>Whatever still runs of a pod whose shim is gone.</summary>
    public static IReadOnlyList<ProcessIdentity> FindProcesses(PodFolder folder, StatusRecord status) =>
    [
        .. status.Containers
            .Select(container => container.Process)
            .OfType<ProcessIdentity>()
            .Where(ProcessTable.IsAlive)
            .Union(ProcessTable.FindByEnvironment(PodMarker.OfPod(folder.Path))),
    ];

    private static PodObservation Compose(PodFolder folder, StatusRecord status, DateTimeOffset now) => new()
    {
        Uid = folder.Uid,
        ObservedAt = now,
        Phase = status.Phase,
        Containers = [.. status.Containers.Select(container => container.Status)],
        Reason = status.Reason,
        Message = status.Message,
        PodIp = status.StartedAt is null ? null : LoopbackIp,
        UsageStartedAt = status.StartedAt,
        UsageEndedAt = status.EndedAt,
    };

    private static PodObservation ComposeUnstarted(PodFolder folder, LaunchRecord launch, DateTimeOffset now) => new()
    {
        Uid = folder.Uid,
        ObservedAt = now,
        Phase = PodPhase.Pending,
        Reason = "ContainerCreating",
        Containers =
        [
            .. launch.Containers.Select(container => new ContainerStatus
            {
                Name = container.Name,
                State = ContainerState.Waiting,
                Reason = "ContainerCreating",
            }),
        ],
    };

    private static PodObservation ComposeLost(PodFolder folder, StatusRecord status, DateTimeOffset now)
    {
        var alive = FindProcesses(folder, status);
        if (alive.Count == 0)
            return ComposeLost(folder, status, now, RecordLoss(folder, status, now), isOver: true);

        var pids = string.Join(", ", alive.Select(process => process.Pid).Order());
        var message = $"The shim (pid {status.Shim.Pid}) ended without a last status. "
            + $"Of the pod still run: pid {pids}; they are ended when the pod is deleted.";
        return ComposeLost(folder, status, now, new LossRecord(now, "ShimLost", message), isOver: false);
    }

    private static PodObservation ComposeLost(PodFolder folder, StatusRecord status, DateTimeOffset now, LossRecord loss, bool isOver) =>
        Compose(folder, status, now) with
        {
            Phase = PodPhase.Failed,
            Reason = loss.Reason,
            Message = loss.Message,
            UsageEndedAt = isOver ? loss.FoundAt : null,
            Containers = [.. status.Containers.Select(container => DescribeLost(container, loss, isOver))],
        };

    /// <summary>How a container of a lost shim ended nobody saw; like the kubelet, 137 stands for that.</summary>
    private static ContainerStatus DescribeLost(ContainerRecord container, LossRecord loss, bool isOver)
    {
        const int unknownExitCode = 137;
        var isAlive = !isOver && container.Process is { } process && ProcessTable.IsAlive(process);
        return container.Status.State == ContainerState.Terminated || isAlive
            ? container.Status
            : container.Status with
            {
                State = ContainerState.Terminated,
                ExitCode = unknownExitCode,
                Signal = null,
                Reason = LostContainerReason,
                Message = "How it ended is not known: " + loss.Message,
                FinishedAt = loss.FoundAt,
            };
    }

    /// <summary>Kept, so that the end is the same each time it is told.</summary>
    private static LossRecord RecordLoss(PodFolder folder, StatusRecord status, DateTimeOffset now)
    {
        if (folder.ReadLoss() is { } known)
            return known;

        var loss = status.Shim.BootId == ProcessTable.BootId
            ? new LossRecord(now, "ShimLost", $"The shim (pid {status.Shim.Pid}) ended without a last status, and nothing of the pod runs any more.")
            : new LossRecord(now, "NodeRebooted", "The machine was started anew while the pod ran.");
        folder.WriteLoss(loss);
        return loss;
    }
}
