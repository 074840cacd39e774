using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Arm;

/// <summary>The faults that come over Azure by themselves: each finds its victim among all the regions.</summary>
internal sealed class ArmFaults(EventLoop loop, FaultInjector faults, IReadOnlyList<SimulatedArm> arms)
{
    /// <summary>While there is nobody to strike it waits, and gives up in the end.</summary>
    private const int TriesMax = 40;

    private static readonly TimeSpan TryEvery = TimeSpan.FromSeconds(15);

    public void Register()
    {
        faults.On(FaultKind.ArmOutage, BeginOutage);
        faults.On(FaultKind.SpotEvicted, (_, random) => Strike(FaultKind.SpotEvicted, random, 1));
        faults.On(FaultKind.GroupDeletedByHand, (_, random) => Strike(FaultKind.GroupDeletedByHand, random, 1));
        faults.On(FaultKind.GroupRestoredByHand, (_, random) => Strike(FaultKind.GroupRestoredByHand, random, 1));
    }

    private void BeginOutage(Fault fault, SeededRandom random)
    {
        var arm = random.Pick(arms);
        arm.OutageUntil = loop.Now + fault.Lasts;
        arm.OutageRefuses = random.Chance(500);
    }

    private void Strike(FaultKind kind, SeededRandom random, int tryNumber)
    {
        var victims = arms
            .SelectMany(arm => VictimsOf(kind, arm).Select(group => (Arm: arm, Group: group)))
            .ToArray();
        if (victims.Length > 0)
        {
            var (arm, group) = random.Pick(victims);
            faults.Count(kind, group.Name);
            Strike(kind, arm, group);
        }
        else if (tryNumber < TriesMax)
        {
            loop.After(TryEvery, () => Strike(kind, random, tryNumber + 1));
        }
    }

    private static void Strike(FaultKind kind, SimulatedArm arm, SimulatedGroup group)
    {
        if (kind == FaultKind.SpotEvicted)
            group.Evict();
        else if (kind == FaultKind.GroupDeletedByHand)
            arm.DeleteByHand(group);
        else
            arm.RestoreByHand(group);
    }

    private static IEnumerable<SimulatedGroup> VictimsOf(FaultKind kind, SimulatedArm arm) =>
        kind == FaultKind.GroupRestoredByHand ? arm.Restorable : arm.Groups.Where(group => IsVictim(kind, group));

    private static bool IsVictim(FaultKind kind, SimulatedGroup group) =>
        !group.IsForeign && !group.IsHidden && (kind == FaultKind.SpotEvicted ? group.Spec.IsSpot && group.IsRunning : group.IsLive);
}
