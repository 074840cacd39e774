using System.Globalization;

namespace Burst.Emulator.Runtime;

/// <summary>The life of one simulated container: a pure function of its start, its program and the time.</summary>
internal sealed record SimulatedTimeline(
    string Container, DateTimeOffset StartAt, SimulatedProgram Program, RestartPolicy Policy, SimulatedRuntimeOptions Options)
{
    // SIGTERM, which is how the real service ends a container that it is told to stop.
    private const int StoppedExitCode = 143;

    // A container that restarts without back-off may not make a status or a log cost more than this.
    private const int RunsMax = 10_000;

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

        return last is null
            ? new() { Name = Container, State = stoppedAt is null ? ContainerState.Waiting : ContainerState.Terminated }
            : StatusOf(last, previous, count - 1, until, stoppedAt is not null && until == stoppedAt);
    }

    public IReadOnlyList<(DateTimeOffset At, string Text)> LinesAt(DateTimeOffset now, DateTimeOffset? stoppedAt)
    {
        var until = Earlier(now, stoppedAt);
        var lines = new List<(DateTimeOffset, string)>();
        foreach (var run in Runs().TakeWhile(run => run.StartedAt <= until))
        {
            lines.Add((run.StartedAt, $"burst/{Program.Name}: {Program.Greeting}"));
            if (run.FinishedAt is { } finished && finished <= until)
                lines.Add((finished, string.Create(CultureInfo.InvariantCulture, $"burst/{Program.Name}: exit code {Program.ExitCode}")));
        }

        if (stoppedAt is { } stopped && stopped <= now)
            lines.Add((stopped, $"burst/{Program.Name}: stopped"));
        return lines;
    }

    private ContainerStatus StatusOf(Run last, Run? previous, int restarts, DateTimeOffset until, bool stopped)
    {
        var status = new ContainerStatus
        {
            Name = Container,
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
            : status with { State = ContainerState.Terminated, FinishedAt = finished, ExitCode = Program.ExitCode };
    }

    private bool WillRestart => Policy switch
    {
        RestartPolicy.Always => true,
        RestartPolicy.OnFailure => Program.ExitCode != 0,
        _ => false,
    };

    private ContainerRun? Finished(Run? run) =>
        run?.FinishedAt is { } finished ? new(run.StartedAt, finished, Program.ExitCode) : null;

    private IEnumerable<Run> Runs()
    {
        var start = StartAt;
        var backOff = Options.RestartBackOffMin;
        for (var i = 0; i < RunsMax; i++)
        {
            var run = new Run(start, start + Program.Duration);
            yield return run;
            if (run.FinishedAt is not { } finished || !WillRestart)
                yield break;
            start = finished + backOff;
            backOff = TimeSpan.FromTicks(Math.Min(backOff.Ticks * 2, Options.RestartBackOffMax.Ticks));
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset now, DateTimeOffset? stoppedAt) =>
        stoppedAt is { } stopped && stopped < now ? stopped : now;

    private sealed record Run(DateTimeOffset StartedAt, DateTimeOffset? FinishedAt);
}
