namespace Burst.Simulation.Chaos.Faults;

/// <summary>How a kind of fault usually comes: how often, for how long, and how hard.</summary>
/// <param name="LastsMin">Both zero for what strikes once.</param>
/// <param name="PerMilleMin">Calls struck of a thousand while it lasts; for what strikes once, calls let pass first.</param>
internal sealed record FaultHabit(FaultKind Kind, TimeSpan LastsMin, TimeSpan LastsMax, int PerMilleMin, int PerMilleMax)
{
    /// <summary>Every kind, once; a test compares with the enumeration.</summary>
    public static readonly IReadOnlyList<FaultHabit> All =
    [
        Once(FaultKind.ControllerKilled, 12),
        Once(FaultKind.ControllerPaused, 12),
        Once(FaultKind.ControllerDoubled, 12),
        Once(FaultKind.ClockJumped, 4),
        Window(FaultKind.DiskFull, 5, 180, 1000, 1000),
        Window(FaultKind.DiskSlow, 10, 120, 100, 600),
        Window(FaultKind.CommitReplyLost, 10, 60, 50, 300),
        Window(FaultKind.ArmSlow, 20, 180, 200, 800),
        Window(FaultKind.ArmRequestLost, 20, 120, 100, 500),
        Window(FaultKind.ArmReplyLost, 20, 120, 100, 500),
        Window(FaultKind.ArmRepeated, 20, 120, 100, 500),
        Window(FaultKind.ArmThrottled, 20, 120, 200, 900),
        Window(FaultKind.ArmServerError, 20, 120, 100, 700),
        Window(FaultKind.ArmErrorAfterEffect, 20, 120, 100, 700),
        Window(FaultKind.ArmListTruncated, 20, 180, 300, 1000),
        Window(FaultKind.ArmStaleRead, 20, 180, 100, 500),
        Window(FaultKind.ArmCapacityRefused, 20, 300, 300, 1000),
        Window(FaultKind.ArmQuotaRefused, 20, 180, 300, 1000),
        Window(FaultKind.ArmDeleteForgotten, 30, 300, 300, 1000),
        Window(FaultKind.ArmFailedButLive, 30, 300, 200, 700),
        Window(FaultKind.ImagePullFailed, 30, 300, 200, 700),
        Window(FaultKind.ArmOutage, 20, 600, 1000, 1000),
        Window(FaultKind.CredentialExpired, 20, 300, 1000, 1000),
        Once(FaultKind.SpotEvicted, 4),
        Once(FaultKind.GroupDeletedByHand, 4),
        Once(FaultKind.GroupRestoredByHand, 4),
        Window(FaultKind.VmHung, 20, 300, 1000, 1000),
        Window(FaultKind.VmCutOff, 20, 720, 1000, 1000),
        Window(FaultKind.VmPowerLost, 20, 720, 1000, 1000),
        Window(FaultKind.VmReplyLost, 20, 180, 100, 600),
        Once(FaultKind.PodRemovedByHand, 4),
        Once(FaultKind.PriceChanged, 4),
    ];

    private static FaultHabit Once(FaultKind kind, int callsMax) => new(kind, TimeSpan.Zero, TimeSpan.Zero, 0, callsMax);

    private static FaultHabit Window(FaultKind kind, int secondsMin, int secondsMax, int perMilleMin, int perMilleMax) =>
        new(kind, TimeSpan.FromSeconds(secondsMin), TimeSpan.FromSeconds(secondsMax), perMilleMin, perMilleMax);
}
