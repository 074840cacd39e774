using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Users;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>
/// What is wanted is not ended. A pod was ended wrongly when its workload has wanted the same since before the pod began, fewer
/// live after the end than it wants, and no fault made the control plane believe that this one was lost or would never run.
/// </summary>
internal sealed class WrongEndCheck(JudgedWorld world, ViolationLog violations)
{
    private static readonly FaultKind[] Starts = [FaultKind.ControllerKilled, FaultKind.ControllerDoubled];

    public void End(PodLife life)
    {
        if (life.End != PodEnd.ControlPlane || life.IsReturn || life.IsEndedByLateMessage || world.Book.IsPodDeleted(life.PodName))
            return;
        if (world.Book.Find(life.Workload) is not { IsSettled: true } workload || workload.Acknowledged is not { } intent)
            return;
        if (life.StartedAt < workload.ChangedAt + world.Limits.Settle || IsOutdated(life, workload, intent) || IsExplained(life))
            return;
        var facts = WorkloadFacts.Of(world.Register, workload);
        // The one that was ended is itself among what may count as a failure.
        var before = facts with { FailuresMax = facts.FailuresMax - 1 };
        if (facts.Live < before.Wanted(workload, intent) && !IsThoughtRelieved(life, workload, intent))
            violations.Add(Promises.WrongEnd, life.PodName, $"{life}, with {facts.Live} left of {before.Wanted(workload, intent)} that {Describe(workload)} wants");
    }

    /// <summary>Decided on before an update, and begun long after it: its create was held up. How many such pods may be ended at once, the bounds of the update say.</summary>
    private bool IsOutdated(PodLife life, Workload workload, WorkloadIntent intent) =>
        workload.Kind == WorkloadKind.Service && !world.Templates.IsCurrent(life, workload, intent);

    private bool IsExplained(PodLife life)
    {
        var (faults, now) = (world.Faults, world.Now);
        return life.IsGroup
            ? life.IsOfLateMessage || WasTakenLately(life) || StartsOver(life) || (faults.WasAbout(FaultGroups.FailsProvisioning, life.StartedAt, now) && HasPatiencePassed(life))
            : faults.WasAbout(FaultGroups.LosesMachines, life.StartedAt - world.Limits.MachineMissedFor, now, life.Node.Value);
    }

    /// <summary>
    /// The world took an earlier life of it a moment ago: its pod is over on the books, and what a slow message has made of it anew is a stray.
    /// </summary>
    private bool WasTakenLately(PodLife life) => world.Register.OfPod(life.Uid)
        .Any(earlier => !ReferenceEquals(earlier, life) && earlier.RemovedBy == PodEnd.World && earlier.RemovedAt > world.Now - world.Limits.LateWithin);

    /// <summary>
    /// The values that it begins with were changed while the message that made it was on its way: whoever looked for it meanwhile found nothing, and
    /// its pod starts over with the new values under another UID. What had arrived after all is ended as soon as it is seen.
    /// </summary>
    private bool StartsOver(PodLife life) => life.AskedAt is { } asked && world.Book.Find(life.Workload) is { UsesSecret: true }
        && world.SeenBy(life.StartedAt) > world.Now && world.Book.SecretChanges.Exists(change => change.SentAt <= life.StartedAt && change.AnsweredAt >= asked);

    /// <summary>
    /// One that began on a machine after it, to take its place, was there with as many as are wanted, and the world has taken that one or another so
    /// lately that nobody has seen it.
    /// </summary>
    private bool IsThoughtRelieved(PodLife life, Workload workload, WorkloadIntent intent)
    {
        if (!life.IsGroup || workload.Rolling is not { } rolling || rolling.For(intent.Replicas).Surge < 1 || !JudgedWorld.WantsBack(workload))
            return false;
        var thought = world.Register.OfWorkload(workload.Name).Where(other => !ReferenceEquals(other, life) && (other.IsLive || IsTakenUnseen(other))).ToList();
        return thought.Exists(other => !other.IsGroup && other.StartedAt > life.StartedAt) && thought.Select(other => other.Uid).Distinct().Count() >= intent.Replicas;
    }

    private bool IsTakenUnseen(PodLife life) => life is { End: PodEnd.World, EndedAt: { } ended } && world.SeenBy(ended) > world.Now;

    /// <summary>
    /// Measured by the clock of the control plane: a jump of the wall clock is drawn out over hours while one process lives, and taken at
    /// once by the next.
    /// </summary>
    private bool HasPatiencePassed(PodLife life) => world.Now - life.StartedAt > world.Limits.ProvisioningPatience
        || (world.Faults.WasAbout(Starts, life.StartedAt, world.Now)
            && world.Faults.WasAbout(FaultGroups.MovesClock, life.StartedAt - world.Limits.ClockDrawsNear, world.Now));

    private static string Describe(Workload workload) => $"{workload.Kind} {workload.Name}";
}
