using Burst.Core.Pods;
using Burst.Hosts.Local.Folders;
using Burst.Hosts.Local.Processes;

namespace Burst.Hosts.Local.Shim;

internal sealed partial class ShimSession
{
    private static readonly TimeSpan StatusRetryInterval = TimeSpan.FromSeconds(1);

    private readonly ProcessIdentity self = ProcessTable.Identify(Environment.ProcessId)
        ?? throw new InvalidOperationException("/proc does not show this process; the local host needs a mounted /proc.");

    private TimeSpan? statusRetryAt;
    private bool isFirstStatusWritten;
    private DateTimeOffset? endedAt;

    private void RetryStatus()
    {
        if (statusRetryAt <= Now)
            WriteStatus();
    }

    /// <summary>A full disk must not end the pod: what could not be written is written later. Only the first status has to succeed.</summary>
    private void WriteStatus()
    {
        try
        {
            folder.WriteStatus(ComposeStatus());
            statusRetryAt = null;
            isFirstStatusWritten = true;
        }
        catch (Exception exception) when (isFirstStatusWritten && exception is (IOException or UnauthorizedAccessException))
        {
            statusRetryAt = Now + StatusRetryInterval;
        }
    }

    private void WriteFinalStatus()
    {
        WriteStatus();
        while (statusRetryAt is not null && folder.IsPod)
        {
            WaitForNews();
            RetryStatus();
        }
    }

    private StatusRecord ComposeStatus()
    {
        var statuses = Array.ConvertAll(containers, container => container.Status);
        var (reason, message) = Explain();
        return new StatusRecord
        {
            Shim = self,
            Phase = isDeadlineExceeded && HasEnded ? PodPhase.Failed : PhaseRule.Compute(statuses, HasEnded),
            Reason = reason,
            Message = message,
            StartedAt = startedAt,
            EndedAt = HasEnded ? endedAt ??= timeProvider.GetUtcNow() : null,
            Containers = [.. containers.Select(container => new ContainerRecord(container.Status, container.Process))],
        };
    }

    private (string? Reason, string? Message) Explain() => isDeadlineExceeded
        ? ("DeadlineExceeded", $"The pod was active for longer than its deadline of {launch.ActiveDeadline!.Value.TotalSeconds:0.###} s.")
        : (null, null);
}
