using System.Globalization;

namespace Burst.Emulator.Runtime;

/// <summary>The life of one simulated container: a pure function of its start, its program, its probes and the time.</summary>
internal sealed class SimulatedTimeline
{
    // SIGTERM, which is how the real service ends a container that it is told to stop.
    private const int StoppedExitCode = 143;

    // A container that restarts without back-off may not make a status or a log cost more than this.
    private const int RunsMax = 10_000;

    private readonly ContainerStart _container;
    private readonly DateTimeOffset? _startAt;
    private readonly SimulatedProgram _program;
    private readonly RestartPolicy _policy;
    private readonly SimulatedRuntimeOptions _options;
    private readonly SimulatedProbe? _liveness;
    private readonly SimulatedProbe? _readiness;

    /// <param name="container">What it is.</param>
    /// <param name="startAt">When it runs first; null when it never comes to that.</param>
    /// <param name="program">What it would do if it were let.</param>
    /// <param name="policy">Whether it runs again.</param>
    /// <param name="options">How soon it runs again.</param>
    public SimulatedTimeline(ContainerStart container, DateTimeOffset? startAt, SimulatedProgram program, RestartPolicy policy, SimulatedRuntimeOptions options)
    {
        (_container, _startAt, _policy, _options) = (container, startAt, policy, options);
        _liveness = container.Liveness is { } liveness ? SimulatedProbe.Of(liveness) : null;
        _readiness = container.Readiness is { } readiness ? SimulatedProbe.Of(readiness) : null;
        _program = _liveness?.KillsAt() is { } at && !(program.Duration <= at) ? program.KilledAt(at) : program;
    }

    public string Name => _container.Name;

    /// <summary>When it has done its work; null when it never does.</summary>
    public DateTimeOffset? SucceedsAt => _program.ExitCode == 0 ? _startAt + _program.Duration : null;

    private bool WillRestart => _policy switch
    {
        RestartPolicy.Always => true,
        RestartPolicy.OnFailure => _program.ExitCode != 0,
        _ => false,
    };

    public ContainerStatus StatusAt(DateTimeOffset now, DateTimeOffset? stoppedAt)
    {
        Run? last = null, previous = null;
        var count = 0;
        var until = Earlier(now, stoppedAt);
        foreach (var run in Runs().TakeWhile(run => run.StartedAt <= until))
        {
            (previous, last) = (last, run);
            count++;
        }

        var status = last is null
            ? new ContainerStatus { Name = Name, State = stoppedAt is null ? ContainerState.Waiting : ContainerState.Terminated }
            : StatusOf(last, previous, count - 1, until, stoppedAt is not null && until == stoppedAt);
        return _liveness is null && _readiness is null ? status : status with { Events = EventsAt(until) };
    }

    public IReadOnlyList<(DateTimeOffset At, string Text)> LinesAt(DateTimeOffset now, DateTimeOffset? stoppedAt)
    {
        var until = Earlier(now, stoppedAt);
        var lines = new List<(DateTimeOffset, string)>();
        foreach (var run in Runs().TakeWhile(run => run.StartedAt <= until))
        {
            lines.Add((run.StartedAt, $"burst/{_program.Name}: {_program.Greeting}"));
            if (run.FinishedAt is { } finished && finished <= until)
                lines.Add((finished, string.Create(CultureInfo.InvariantCulture, $"burst/{_program.Name}: exit code {_program.ExitCode}")));
        }

        if (stoppedAt is { } stopped && stopped <= now)
            lines.Add((stopped, $"burst/{_program.Name}: stopped"));
        return lines;
    }

    private ContainerStatus StatusOf(Run last, Run? previous, int restarts, DateTimeOffset until, bool stopped)
    {
        var status = new ContainerStatus
        {
            Name = Name,
            State = ContainerState.Running,
            StartedAt = last.StartedAt,
            RestartCount = restarts,
            Previous = Finished(previous),
        };
        if (last.FinishedAt is not { } finished || finished > until)
            return stopped
                ? status with { State = ContainerState.Terminated, FinishedAt = until, ExitCode = StoppedExitCode }
                : status;
        return WillRestart && !stopped
            ? status with { State = ContainerState.Waiting, StartedAt = null, Previous = Finished(last), Reason = "CrashLoopBackOff" }
            : status with { State = ContainerState.Terminated, FinishedAt = finished, ExitCode = _program.ExitCode };
    }

    private ContainerEvent[] EventsAt(DateTimeOffset until)
    {
        (DateTimeOffset StartedAt, DateTimeOffset Until)[] runs =
            [.. Runs().TakeWhile(run => run.StartedAt <= until).Select(run => (run.StartedAt, run.FinishedAt is { } end && end < until ? end : until))];
        DateTimeOffset[] kills = [.. _program.IsKilled ? runs.Select(run => run.StartedAt + _program.Duration!.Value).Where(at => at <= until) : []];
        return [.. new[]
        {
            _liveness is null ? null : SimulatedProbeEvents.Unhealthy("Liveness", _liveness, runs),
            _readiness is null ? null : SimulatedProbeEvents.Unhealthy("Readiness", _readiness, runs),
            SimulatedProbeEvents.Killing(Name, kills),
        }.OfType<ContainerEvent>()];
    }

    private ContainerRun? Finished(Run? run) =>
        run?.FinishedAt is { } finished ? new(run.StartedAt, finished, _program.ExitCode) : null;

    private IEnumerable<Run> Runs()
    {
        if (_startAt is not { } start)
            yield break;
        var backOff = _options.RestartBackOffMin;
        for (var i = 0; i < RunsMax; i++)
        {
            var run = new Run(start, start + _program.Duration);
            yield return run;
            if (run.FinishedAt is not { } finished || !WillRestart)
                yield break;
            start = finished + backOff;
            backOff = TimeSpan.FromTicks(Math.Min(backOff.Ticks * 2, _options.RestartBackOffMax.Ticks));
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset now, DateTimeOffset? stoppedAt) =>
        stoppedAt is { } stopped && stopped < now ? stopped : now;

    private sealed record Run(DateTimeOffset StartedAt, DateTimeOffset? FinishedAt);
}
