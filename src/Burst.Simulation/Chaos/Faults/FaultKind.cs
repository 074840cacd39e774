namespace Burst.Simulation.Chaos.Faults;

/// <summary>What can go wrong in the simulated world. Each name is what the report prints.</summary>
internal enum FaultKind
{
    // The control plane itself.

    /// <summary>The process is gone between two instructions; started again later.</summary>
    ControllerKilled,

    /// <summary>The process stands still for a while, a commit made and nothing sent, and then goes on as if nothing had been.</summary>
    ControllerPaused,

    /// <summary>A second process takes the lease while the first still runs.</summary>
    ControllerDoubled,

    /// <summary>The machine's wall clock is set forward or back.</summary>
    ClockJumped,

    // Its disk.

    /// <summary>Commits fail and nothing is written.</summary>
    DiskFull,

    /// <summary>Commits take seconds.</summary>
    DiskSlow,

    /// <summary>The commit is durable; the answer says that it failed.</summary>
    CommitReplyLost,

    // Azure Resource Manager.

    /// <summary>Requests and replies take long and overtake each other.</summary>
    ArmSlow,

    /// <summary>A request never arrives.</summary>
    ArmRequestLost,

    /// <summary>A request has its effect; the reply never arrives.</summary>
    ArmReplyLost,

    /// <summary>A write arrives twice, the second time late.</summary>
    ArmRepeated,

    /// <summary>429, with and without Retry-After.</summary>
    ArmThrottled,

    /// <summary>500, 502 or 503 before any effect.</summary>
    ArmServerError,

    /// <summary>500 after the effect.</summary>
    ArmErrorAfterEffect,

    /// <summary>A list breaks off: a page that fails, or a last page that misses groups that exist.</summary>
    ArmListTruncated,

    /// <summary>A replica that has not heard yet: a read that says 404 for a group that exists, or shows one that is gone.</summary>
    ArmStaleRead,

    /// <summary>409 ServiceUnavailable: no capacity in the region.</summary>
    ArmCapacityRefused,

    /// <summary>409 ContainerGroupQuotaReached.</summary>
    ArmQuotaRefused,

    /// <summary>A delete is accepted with 202 and does not happen.</summary>
    ArmDeleteForgotten,

    /// <summary>A group is provisioned as Failed and runs, and is billed, all the same.</summary>
    ArmFailedButLive,

    /// <summary>The image cannot be pulled for minutes.</summary>
    ImagePullFailed,

    /// <summary>Nothing answers in one region.</summary>
    ArmOutage,

    /// <summary>401: the credential has expired.</summary>
    CredentialExpired,

    /// <summary>A Spot group is evicted.</summary>
    SpotEvicted,

    /// <summary>Somebody deletes a group in the portal.</summary>
    GroupDeletedByHand,

    /// <summary>Somebody brings a group back that the control plane had deleted, tags and all, from an exported template.</summary>
    GroupRestoredByHand,

    // VM nodes.

    /// <summary>A VM node accepts requests and never answers.</summary>
    VmHung,

    /// <summary>A VM node is cut off; its pods run on, and it comes back with strays.</summary>
    VmCutOff,

    /// <summary>A VM node loses power: its pods are gone when it comes back.</summary>
    VmPowerLost,

    /// <summary>A call to a VM node has its effect; the reply never arrives.</summary>
    VmReplyLost,

    /// <summary>A container is removed on the machine by hand.</summary>
    PodRemovedByHand,

    // The rest of the world.

    /// <summary>Azure's prices change.</summary>
    PriceChanged,
}
