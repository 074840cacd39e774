using Burst.Simulation.Chaos.Faults;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>Nothing new begins while the brake is pulled. What was asked for before may still be under way, longer where calls were disturbed.</summary>
internal sealed class BrakeCheck(JudgedWorld world, ViolationLog violations)
{
    private static readonly IReadOnlyList<FaultKind> OfGroups = [.. FaultGroups.Blinds, FaultKind.ArmRepeated];

    private static readonly IReadOnlyList<FaultKind> OfMachines =
    [
        FaultKind.ControllerKilled, FaultKind.ControllerPaused, FaultKind.ControllerDoubled, FaultKind.DiskSlow, FaultKind.CommitReplyLost,
        FaultKind.VmHung, FaultKind.VmCutOff, FaultKind.VmPowerLost, FaultKind.VmReplyLost,
    ];

    public void Begin(PodLife life)
    {
        // Not by the control plane, then.
        if (life is { IsReturn: true, IsOfLateMessage: true })
            return;
        if (world.Book.PausedSince is not { } since || world.Now < since + world.Limits.UnderWay)
            return;
        if (!world.Faults.WasAbout(life.IsGroup ? OfGroups : OfMachines, since - world.Limits.CallMax, world.Now))
            violations.Add(Promises.Brake, life.PodName, $"{life}, paused since {since:u}");
    }
}
