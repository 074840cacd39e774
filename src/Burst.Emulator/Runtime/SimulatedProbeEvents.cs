namespace Burst.Emulator.Runtime;

/// <summary>What probes have to say about the runs of a simulated container.</summary>
internal static class SimulatedProbeEvents
{
    /// <summary>The failures of one probe over all runs, each with its start and its end so far; null when there were none.</summary>
    public static ContainerEvent? Unhealthy(string kind, SimulatedProbe probe, IEnumerable<(DateTimeOffset StartedAt, DateTimeOffset Until)> runs)
    {
        ContainerEvent? seen = null;
        foreach (var (startedAt, until) in runs)
        {
            var (count, last) = probe.Failures(until - startedAt);
            if (count == 0)
                continue;
            seen ??= new("Unhealthy", $"{kind} probe failed", IsWarning: true, 0, startedAt + probe.FirstFailure(), default);
            seen = seen with { Count = seen.Count + count, LastAt = startedAt + last };
        }

        return seen;
    }

    public static ContainerEvent? Killing(string container, IReadOnlyList<DateTimeOffset> kills) => kills is [var first, ..]
        ? new("Killing", $"Container {container} failed liveness probe, will be restarted", IsWarning: false, kills.Count, first, kills[^1])
        : null;
}
