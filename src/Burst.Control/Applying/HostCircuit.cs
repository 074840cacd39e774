using Burst.Control.Loop;
using Burst.Core.Ids;

namespace Burst.Control.Applying;

/// <summary>
/// Whether a host is well enough to be called: a circuit breaker, small and ours because it is driven by the loop's steps alone (a
/// library's would bring locks and a clock of its own, and would let in every caller that asks rather than the pod that waits
/// best). It counts different pods that failed in a row, so that one poisoned pod cannot make its host look sick.
/// </summary>
internal sealed class HostCircuit(ControlLoopOptions options)
{
    private readonly HashSet<PodUid> failed = [];
    private TimeSpan interval;
    private PodUid? probe;

    public bool IsOpen => interval > TimeSpan.Zero;

    /// <summary>When it was opened; tries that failed since change nothing of it.</summary>
    public DateTimeOffset Since { get; private set; }

    /// <summary>No call before this instant while open; then one, to try the host.</summary>
    public DateTimeOffset Until { get; private set; }

    public string Reason { get; private set; } = "";

    public bool Admits(DateTimeOffset now) => !IsOpen || (now >= Until && probe is null);

    public void Sent(PodUid pod)
    {
        if (IsOpen)
            probe = pod;
    }

    /// <returns>True when this closed the circuit.</returns>
    public bool Answered()
    {
        var wasOpen = IsOpen;
        (interval, probe) = (TimeSpan.Zero, null);
        failed.Clear();
        return wasOpen;
    }

    /// <returns>True when this opened the circuit. Calls from before that fail later change nothing.</returns>
    public bool Failed(PodUid pod, string reason, DateTimeOffset now)
    {
        if (IsOpen)
        {
            if (probe == pod)
                Open(interval * 2, reason, now);
            return false;
        }

        failed.Add(pod);
        if (failed.Count < options.FailuresToHoldBack)
            return false;
        Open(options.HoldBackFirst, reason, now);
        return true;
    }

    /// <summary>Nobody will say how this pod's call ended.</summary>
    public void Forget(PodUid pod)
    {
        if (probe == pod)
            probe = null;
    }

    private void Open(TimeSpan wait, string reason, DateTimeOffset now)
    {
        Since = IsOpen ? Since : now;
        interval = wait < options.HoldBackMax ? wait : options.HoldBackMax;
        (Until, Reason, probe) = (now + interval, reason, null);
        failed.Clear();
    }
}
