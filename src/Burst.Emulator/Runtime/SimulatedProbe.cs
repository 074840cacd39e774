using System.Globalization;

namespace Burst.Emulator.Runtime;

/// <summary>
/// The results of a probe of a simulated container, by the words of its command or path: <c>fail</c> always fails, <c>fail-after N</c>
/// from N seconds after the start of a run, <c>ok-after N</c> until then; anything else succeeds.
/// </summary>
/// <param name="Probe">What was asked for.</param>
/// <param name="FailsFrom">Since the start of the run.</param>
/// <param name="FailsUntil">Since the start of the run; <see cref="TimeSpan.MaxValue"/> for ever.</param>
internal sealed record SimulatedProbe(ContainerProbe Probe, TimeSpan FailsFrom, TimeSpan FailsUntil)
{
    public static SimulatedProbe Of(ContainerProbe probe) => Words(probe) switch
    {
        [.., "fail"] or ["false"] => new(probe, TimeSpan.Zero, TimeSpan.MaxValue),
        [.., "fail-after", var text] when Seconds(text) is { } seconds => new(probe, seconds, TimeSpan.MaxValue),
        [.., "ok-after", var text] when Seconds(text) is { } seconds => new(probe, TimeSpan.Zero, seconds),
        _ => new(probe, TimeSpan.Zero, TimeSpan.Zero),
    };

    /// <summary>When a run is killed for failing the probe too often in a row; null when it is not.</summary>
    public TimeSpan? KillsAt()
    {
        var first = FirstFailure();
        var last = first + (Probe.FailureThreshold - 1) * Probe.Period;
        return last < FailsUntil ? last : null;
    }

    /// <summary>How often it has failed in a run of this age, and when last; the first failure is <see cref="FirstFailure"/>.</summary>
    public (int Count, TimeSpan Last) Failures(TimeSpan age)
    {
        var first = FirstFailure();
        var end = age < FailsUntil ? age : FailsUntil - TimeSpan.FromTicks(1);
        if (end < first)
            return (0, TimeSpan.Zero);
        var more = (end - first).Ticks / Probe.Period.Ticks;
        return ((int)Math.Min(more + 1, int.MaxValue), first + more * Probe.Period);
    }

    /// <summary>The first probe that comes when failing has begun.</summary>
    public TimeSpan FirstFailure()
    {
        if (FailsFrom <= Probe.InitialDelay)
            return Probe.InitialDelay;
        var before = (FailsFrom - Probe.InitialDelay).Ticks;
        return Probe.InitialDelay + (before + Probe.Period.Ticks - 1) / Probe.Period.Ticks * Probe.Period;
    }

    private static string[] Words(ContainerProbe probe)
    {
        if (probe.HttpPath is { } path)
            return path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var command = probe.Command is ["/bin/sh" or "sh", "-c", var script] ? script.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [.. probe.Command];
        return command is [var program, .. var rest] ? [program.StartsWith("/burst/", StringComparison.Ordinal) ? program["/burst/".Length..] : program, .. rest] : [];
    }

    private static TimeSpan? Seconds(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= 86_400
            ? TimeSpan.FromMilliseconds((double)(seconds * 1000))
            : null;
}
