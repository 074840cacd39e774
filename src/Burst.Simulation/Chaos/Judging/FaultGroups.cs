using Burst.Simulation.Chaos.Faults;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>Which faults explain what. A short list each: what a fault explains is not judged while it is about.</summary>
internal static class FaultGroups
{
    /// <summary>
    /// A message can arrive after its sender has been replaced. What arrives twice, or after a refusal, or is brought back by hand, the
    /// world itself marks as late.
    /// </summary>
    public static readonly FaultKind[] LateEffects = [FaultKind.ArmSlow, FaultKind.ControllerPaused, FaultKind.ControllerDoubled];

    /// <summary>The control plane does not step, or cannot write down what it finds.</summary>
    public static readonly FaultKind[] StopsSteps =
    [
        FaultKind.ControllerKilled, FaultKind.ControllerPaused, FaultKind.ControllerDoubled, FaultKind.DiskFull, FaultKind.DiskSlow,
        FaultKind.CommitReplyLost,
    ];

    /// <summary>A group that is, or looks, as if it would never run is given up by and by.</summary>
    public static readonly FaultKind[] FailsProvisioning =
        [FaultKind.ArmFailedButLive, FaultKind.ImagePullFailed, FaultKind.ArmErrorAfterEffect];

    /// <summary>A machine that does not answer has its pods replaced.</summary>
    public static readonly FaultKind[] LosesMachines = [FaultKind.VmHung, FaultKind.VmCutOff, FaultKind.VmPowerLost, FaultKind.VmReplyLost];

    /// <summary>Nothing is asked for, or nobody answers: a create that is to be made waits.</summary>
    public static readonly FaultKind[] HoldsCreates = [FaultKind.ControllerKilled, FaultKind.ArmOutage, FaultKind.CredentialExpired];

    public static readonly FaultKind[] MovesClock = [FaultKind.ClockJumped];

    public static readonly FaultKind[] MovesPrices = [FaultKind.PriceChanged];

    /// <summary>The control plane does not see, or cannot write down, what goes on.</summary>
    public static readonly FaultKind[] Blinds =
    [
        FaultKind.ControllerKilled, FaultKind.ControllerPaused, FaultKind.ControllerDoubled, FaultKind.DiskFull, FaultKind.DiskSlow,
        FaultKind.CommitReplyLost, FaultKind.ArmSlow, FaultKind.ArmRequestLost, FaultKind.ArmReplyLost, FaultKind.ArmThrottled,
        FaultKind.ArmServerError, FaultKind.ArmErrorAfterEffect, FaultKind.ArmListTruncated, FaultKind.ArmStaleRead,
        FaultKind.ArmDeleteForgotten, FaultKind.ArmOutage, FaultKind.CredentialExpired, FaultKind.VmHung, FaultKind.VmCutOff,
        FaultKind.VmPowerLost, FaultKind.VmReplyLost,
    ];
}
