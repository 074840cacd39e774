using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci.Mapping;

/// <summary>
/// Since when a container is ready. ACI tells of a readiness probe only when it fails: by the event Unhealthy, which counts the failures
/// and has the times of the first and the last. So a probe holds when no failure is told of although one would have been by now.
/// </summary>
internal static class ReadinessMapping
{
    private const string Unhealthy = "Unhealthy";
    private const string OfReadiness = "Readiness probe";

    // What ACI takes for what a body leaves out. Burst's own bodies leave nothing out.
    private const int DefaultPeriodSeconds = 10;
    private const int DefaultTimeoutSeconds = 1;
    private const int DefaultSuccessThreshold = 1;
    private const int DefaultFailureThreshold = 3;

    /// <summary>Null while it is not ready. Depends on the time of the look only in whether there is an answer, never in the answer.</summary>
    public static DateTimeOffset? FindReadyAt(ProbeDto probe, ContainerViewDto view, DateTimeOffset at)
    {
        if (view.CurrentState?.StartTime is not { } startedAt)
            return null;
        var period = TimeSpan.FromSeconds(probe.PeriodSeconds ?? DefaultPeriodSeconds);
        var timeout = TimeSpan.FromSeconds(probe.TimeoutSeconds ?? DefaultTimeoutSeconds);
        var successes = probe.SuccessThreshold ?? DefaultSuccessThreshold;
        var firstReadyAt = startedAt + TimeSpan.FromSeconds(probe.InitialDelaySeconds ?? 0) + (successes - 1) * period + timeout;
        var readyAt = FindLastFailure(probe, view, startedAt, firstReadyAt) + successes * period + timeout ?? firstReadyAt;
        return readyAt <= at ? readyAt : null;
    }

    /// <summary>The message of the last failure: what the probe said.</summary>
    public static string? FindMessage(ContainerViewDto view) => Failures(view).MaxBy(failure => failure.LastTimestamp)?.Message;

    /// <summary>
    /// The last failure of this run that took readiness away, or kept it from coming; null for none. Fewer failures than the threshold do
    /// not take it away. ACI does not tell how many came in a row, so from the threshold on each one counts.
    /// </summary>
    private static DateTimeOffset? FindLastFailure(ProbeDto probe, ContainerViewDto view, DateTimeOffset startedAt, DateTimeOffset firstReadyAt)
    {
        EventDto[] ofThisRun = [.. Failures(view).Where(failure => failure.LastTimestamp >= startedAt)];
        var wasReadyBefore = ofThisRun.All(failure => failure.FirstTimestamp > firstReadyAt);
        return wasReadyBefore && ofThisRun.Sum(failure => failure.Count ?? 1) < (probe.FailureThreshold ?? DefaultFailureThreshold)
            ? null
            : ofThisRun.Max(failure => failure.LastTimestamp);
    }

    private static IEnumerable<EventDto> Failures(ContainerViewDto view) => (view.Events ?? []).OfType<EventDto>().Where(item =>
        Unhealthy.Equals(item.Name, StringComparison.OrdinalIgnoreCase) && item.Message?.StartsWith(OfReadiness, StringComparison.OrdinalIgnoreCase) == true);
}
