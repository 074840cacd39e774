using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Users;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>No pod of a service begins on a machine while as many live as are wanted: what has been replaced is not made any more.</summary>
internal sealed class ExcessCheck(JudgedWorld world, ViolationLog violations)
{
    /// <summary>A call can have been decided long before it is made, or by one who has been succeeded since.</summary>
    private static readonly FaultKind[] Delays = [FaultKind.ControllerPaused, FaultKind.ControllerDoubled, FaultKind.DiskSlow];

    public void Begin(PodLife life)
    {
        if (life.IsGroup || life.IsReturn || world.Book.Find(life.Workload) is not { Kind: WorkloadKind.Service, IsSettled: true, Acknowledged: { } intent } service)
            return;
        if (world.Now < service.ChangedAt + world.Limits.Settle || world.Faults.WasAbout(Delays, world.Now - world.Limits.CallMax, world.Now))
            return;
        var live = world.Register.OfWorkload(service.Name).Where(other => !ReferenceEquals(other, life) && world.IsUndisputed(other)).Select(other => other.Uid).Distinct().Count();
        if (live >= intent.Replicas + world.SurgeOf(service, intent) + CountLeaving(service, intent.Replicas))
            violations.Add(Promises.Excess, life.PodName, $"{life}, while {live} live of {intent.Replicas} that {service.Name} wants");
    }

    /// <summary>When it was made smaller some had to go, nobody knows which; a group can take long for that, while its service cannot be reached.</summary>
    private int CountLeaving(Workload service, int replicas)
    {
        var before = world.Register.OfWorkload(service.Name).Where(life => life.IsLive && life.StartedAt < service.SizeChangedAt).ToList();
        return Math.Max(0, Math.Min(before.Count(life => life.IsGroup), before.Count - replicas));
    }
}
