using System.Text.Json;
using Burst.Core.Ledger;
using Burst.Simulation.Chaos.Arm;
using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>
/// Judges the control plane from outside: by machines, groups, the meter and what users asked for, never by what it believes
/// itself. What must hold always is judged as it happens; what must hold in the end when the world asks for it.
/// </summary>
internal sealed class Judge
{
    private readonly JudgedWorld world;
    private readonly ViolationLog violations;
    private readonly OnePlaceCheck onePlace;
    private readonly Convergence convergence;
    private readonly ToldCheck told;
    private readonly ReasonCheck reasons;

    public Judge(JudgedWorld world, History history)
    {
        this.world = world;
        violations = new ViolationLog(world.Loop, history);
        onePlace = new OnePlaceCheck(world, violations);
        convergence = new Convergence(world);
        (told, reasons) = (new ToldCheck(world, violations), new ReasonCheck(world, violations));
        var wrongEnd = new WrongEndCheck(world, violations);
        world.Register.Began += life => GroupExcuses.Note(world, life);
        world.Register.Began += new CapacityCheck(world, violations).Begin;
        world.Register.Began += onePlace.Begin;
        world.Register.Began += new QuotaCheck(world, violations).Begin;
        world.Register.Began += new CapCheck(world, violations).Begin;
        world.Register.Began += new BrakeCheck(world, violations).Begin;
        world.Register.Began += new GroupSizeCheck(world, violations).Begin;
        world.Register.Began += new FailedJobCheck(world, violations).Begin;
        world.Register.Began += new GraceCheck(world, violations).Begin;
        world.Register.Began += new ExcessCheck(world, violations).Begin;
        world.Register.Ended += wrongEnd.End;
        var rollouts = new RolloutCheck(world, violations);
        world.Register.Began += rollouts.Begin;
        world.Register.Ended += rollouts.End;
        world.Register.Ended += new ReliefCheck(world, violations).End;
    }

    public IReadOnlyList<Violation> Violations => violations.Found;

    /// <summary>Calls that were refused for a reason the client could have known before it made them.</summary>
    public long KnowableRefusals { get; private set; }

    /// <summary>Pods that came back through late messages, as a fault explains.</summary>
    public int ExcusedReturns => onePlace.Excused.Count;

    /// <summary>Seconds that strays were billed for, or ran, after the ledger had closed on them.</summary>
    public long StraySeconds { get; private set; }

    /// <summary>A PUT restarted the containers of a group that existed.</summary>
    /// <param name="isLate">The message had arrived before, or was overtaken by one that was refused: nobody asks for that again.</param>
    public void RestartedByPut(PodLife life, bool isLate)
    {
        if (!isLate)
            violations.Add(Promises.NoRestart, life.PodName, $"{life}, began {life.StartedAt:u}");
    }

    public void ForeignTouched(string group, string how) => violations.Add(Promises.Foreign, group, $"{how}, and it is not the control plane's");

    public void WronglyAnswered(string request, string answer) => violations.Add(Promises.Answer, request, answer);

    /// <summary>The control plane ended by itself, for a reason that is not in the world.</summary>
    public void Broke(Exception reason) => violations.Add(Promises.Converges, "control plane", $"it ended: {reason.Message}");

    /// <summary>More happened at one instant than can: something goes round without end, and nothing happened after it.</summary>
    /// <param name="process">Whose step was one too many; null when it was the world's.</param>
    public void TimeStoodStill(SimulatedProcess? process) => violations.Add(
        Promises.TimeGoesOn, process is null ? "world" : "control plane",
        $"more than {EventLoop.StepsPerInstantMax} steps at one instant{(process is null ? "" : $", the last by process {process.Number}")}; the history ends here");

    /// <summary>An answer of the API, or something that is stored where everybody can read it, has the value of a secret.</summary>
    public void SecretTold(string where, string text) => violations.Add(Promises.Secret, where, text);

    /// <summary>Looks now and then whether groups have expired.</summary>
    public void WatchExpiry(SimulatedArm region, TimeSpan expiryAfter) => new ExpiryCheck(world, violations, expiryAfter).Watch(region);

    /// <summary>429, or a quota's 409, while nothing in the world throttled more than it always does.</summary>
    public void Refused() => KnowableRefusals++;

    /// <summary>To be asked again and again once the faults have passed, and users want nothing new.</summary>
    public ConvergenceState CheckConvergence() => convergence.Check();

    /// <summary>What is not as it must be in the end; nothing when the world has converged.</summary>
    /// <param name="committed">All usage that was ever committed: the invoice is compared with it.</param>
    /// <param name="ledger">What the database has of it, partly as sums: it has to be charged alike.</param>
    public void JudgeEnd(IReadOnlyList<UsageRecord> committed, UsageLedger ledger)
    {
        new EndCheck(world, violations).Judge(convergence);
        var books = new LedgerCheck(world, violations);
        books.Judge(committed);
        new UptimeCheck(world, violations).Judge(committed);
        new SumsCheck(world, violations).Judge(committed, ledger);
        StraySeconds = books.StraySeconds;
    }

    /// <summary>Looks now and then whether services are at their strength, and whether anything stands still.</summary>
    public void WatchStrength()
    {
        new StrengthCheck(world, violations).Watch();
        new StandstillCheck(world, violations).Watch();
    }

    /// <summary>A user was told of all pods.</summary>
    public void ToldOfPods(IReadOnlyList<JsonElement> pods)
    {
        told.JudgePods(pods);
        reasons.Judge(pods);
    }

    /// <summary>A user was told of all jobs.</summary>
    public void ToldOfJobs(IReadOnlyList<JsonElement> jobs) => told.JudgeJobs(jobs);
}
