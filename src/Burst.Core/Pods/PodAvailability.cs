namespace Burst.Core.Pods;

/// <summary>What counts as available: a pod that has been ready for long enough.</summary>
public static class PodAvailability
{
    /// <summary>Clocks of one cluster differ by less.</summary>
    private static readonly TimeSpan ClockSetBackMin = TimeSpan.FromMinutes(1);

    public static bool IsAvailable(Pod pod, TimeSpan minReady, DateTimeOffset now) => PodReadiness.IsReady(pod) && FindDue(pod, minReady, now) is null;

    /// <summary>When a pod that is ready will be available if it stays so; null when it is, or is not even ready.</summary>
    public static DateTimeOffset? FindDue(Pod pod, TimeSpan minReady, DateTimeOffset now)
    {
        if (minReady <= TimeSpan.Zero || !PodReadiness.IsReady(pod))
            return null;
        var readyAt = FindReadyAt(pod);

        // Ready in the future was before the clock was set back; to wait until the clock has caught up could take hours.
        return readyAt - now > ClockSetBackMin || readyAt + minReady <= now ? null : readyAt + minReady;
    }

    /// <summary>Of a pod that is ready: since when, as far as its host tells; else since it was started.</summary>
    public static DateTimeOffset FindReadyAt(Pod pod) =>
        PodReadiness.FindReadyAt(pod) ?? pod.StartedAt ?? pod.HostStateSince;
}
