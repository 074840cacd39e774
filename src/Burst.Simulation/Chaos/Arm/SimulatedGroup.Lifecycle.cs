namespace Burst.Simulation.Chaos.Arm;

/// <summary>What happens to it by itself.</summary>
internal sealed partial class SimulatedGroup
{
    private const int MaintenanceExitCode = 7147;

    private static readonly DelayRange PullRetry = DelayRange.Seconds(20, 60);

    private void Begin()
    {
        world.CoresOf(Spec).Take(Spec.CpuMillis);
        if (IsNew)
            world.OnBegan(this);
        IsNew = false;
        next = world.Loop.After(world.Options.Allocation.Draw(random), static group => ((SimulatedGroup)group!).Pull(), this);
    }

    private void Pull()
    {
        Change("group pulling");
        var now = world.Loop.Now;
        // The service tells of the pull in whole seconds, and meters by what it tells.
        Record.BilledFrom ??= now.AddTicks(-(now.UtcTicks % TimeSpan.TicksPerSecond));
        world.OnBilled(this);
        foreach (var container in Containers)
            container.WaitsFor = "Pulling";
        next = world.Loop.After(world.Options.ImagePull.Draw(random), static group => ((SimulatedGroup)group!).EndPull(), this);
    }

    private void EndPull()
    {
        if (world.Loop.Now < ImageMissingUntil)
        {
            Change("group image missing");
            PullFailedAt = world.Loop.Now;
            foreach (var container in Containers)
                container.WaitsFor = "ImagePullBackOff";
            next = world.Loop.After(PullRetry.Draw(random), static group => ((SimulatedGroup)group!).EndPull(), this);
            return;
        }

        Change("group running");
        PulledAt = world.Loop.Now;
        foreach (var container in Containers)
            Start(container);
    }

    private void Start(SimulatedContainer container)
    {
        container.Start(world.Loop.Now);
        if (ReferenceEquals(container, Containers[0]))
            Record.Starts++;
        var program = container.Spec.FindProgram(Record.PodUid ?? Name);
        container.Next = program.Runs is { } runs ? world.Loop.After(runs, () => Exit(container, program.ExitCode)) : null;
    }

    private void Exit(SimulatedContainer container, int exitCode)
    {
        Change("container exited");
        var restarts = Spec.RestartPolicy == "Always" || (Spec.RestartPolicy == "OnFailure" && exitCode != 0);
        if (restarts)
        {
            Restart(container, container.Interrupt(world.Loop.Now, exitCode, "CrashLoopBackOff"));
            return;
        }

        container.End(TruncateToMillis(world.Loop.Now), exitCode);
        if (Containers.All(other => other.Ended is not null))
            End(GroupEnd.Exited);
    }

    private void Restart(SimulatedContainer container, TimeSpan after) => container.Next = world.Loop.After(after, () =>
    {
        Change("container restarted");
        Start(container);
    });

    /// <summary>
    /// A Spot group is thrown off its machine and starts again elsewhere. Whether it is billed meanwhile is not documented; it is taken
    /// to be, as one span from the first pull to the end.
    /// </summary>
    public void Evict()
    {
        Change("group evicted");
        Record.Evictions++;
        var back = world.Options.SpotReturn.Draw(random);
        foreach (var container in Containers.Where(container => container.Ended is null))
        {
            container.Next?.Cancel();
            container.Interrupt(world.Loop.Now, MaintenanceExitCode, "Evicted");
            Restart(container, back);
        }
    }

    /// <summary>The containers are over, one way or the other: what it held is free, and the meter stops.</summary>
    private void End(GroupEnd how)
    {
        if (!IsLive)
            return;
        next?.Cancel();
        foreach (var container in Containers)
            container.Next?.Cancel();
        Record.End = how;
        if (Record.BilledFrom is { } from)
            Record.BilledTo = TruncateToMillis(world.Loop.Now) is var now && now > from ? now : from;
        if (how == GroupEnd.Exited)
            Record.ExitCode = Containers.Select(container => container.Ended!.Value.ExitCode).FirstOrDefault(code => code != 0);
        world.CoresOf(Spec).Return(Spec.CpuMillis);
        world.OnEnded(this);
    }

    private void Change(string what)
    {
        view.Change(this, world.Writer);
        world.History.Add(what, Name);
    }

    private static DateTimeOffset TruncateToMillis(DateTimeOffset time) => time.AddTicks(-(time.UtcTicks % TimeSpan.TicksPerMillisecond));
}
