namespace Burst.Core.Canaries;

/// <summary>
/// Deliberate bugs, each a line somewhere in the product that is wrong while its canary sings. The simulator must find every one of
/// them; a simulator that finds nothing has proved nothing. Those named after another project are bugs that it has shipped.
/// </summary>
public enum Canary
{
    None,

    // Lists and what is concluded from them.

    /// <summary>A list that fails is taken as empty, by the look that checks it too (KEDA: a failed list of jobs counts as zero).</summary>
    ListErrorIsEmpty,

    /// <summary>Only the first page of a list is read, and what it lacks is looked for there again.</summary>
    FirstPageIsAll,

    /// <summary>What one list misses is gone; no second look.</summary>
    MissingOnceIsGone,

    /// <summary>
    /// What one list shows is ended at once unless an answered create claims it (virtual-kubelet: what the provider lists and its cache
    /// does not know yet is deleted as dangling).
    /// </summary>
    UnclaimedOnceIsOrphan,

    /// <summary>What no intent claims is never ended.</summary>
    OrphansAreLeft,

    /// <summary>Groups of other owners are taken for ours.</summary>
    OwnerNotChecked,

    // Creates.

    /// <summary>A create that is sent again has a name of its own (KEDA: GenerateName; a lost reply duplicates).</summary>
    NameIsNewAtEachTry,

    /// <summary>A create is sent without looking whether the group exists, and says when it was sent: a PUT on it restarts it.</summary>
    CreateWithoutLooking,

    /// <summary>A create whose reply is lost is sent again without a read and made anew: an update, which restarts the containers.</summary>
    PutBlindlyRepeated,

    /// <summary>A create whose reply is lost is taken as refused, and the pod goes elsewhere.</summary>
    LostReplyIsRefusal,

    /// <summary>Any error of a create fails the pod (azure-aci: a 429 kills a job's pod).</summary>
    CreateErrorFailsPod,

    /// <summary>The create is sent again for a pod that has been replaced, and the node's return does not forestall it.</summary>
    LostPodIsCreatedAgain,

    // Deletes.

    /// <summary>A delete that was accepted counts as done (azure-aci: the operation is never polled).</summary>
    DeleteNotConfirmed,

    /// <summary>One 404 is enough.</summary>
    GoneAfterOneMiss,

    /// <summary>An error of a delete counts as done (interLink: only logged, and the pod forgotten).</summary>
    DeleteErrorIsGone,

    /// <summary>A delete is sent once and never again (a group still being created comes back).</summary>
    DeleteSentOnce,

    /// <summary>A pod that is deleted before its create has been answered needs no delete.</summary>
    DeleteDuringCreateSkipped,

    /// <summary>Copies on a node that comes back are left running.</summary>
    StraysAreLeft,

    // What ACI says and what it means.

    /// <summary>Provisioning state Failed counts as ended (azure-aci: a billed zombie).</summary>
    FailedProvisioningIsEnd,

    /// <summary>Terminated is success, whatever the exit code (azure-aci: exit codes lost).</summary>
    ExitCodeLost,

    /// <summary>The time of the observation is taken for the end of use.</summary>
    EndIsWhenSeen,

    /// <summary>Use begins when a container runs, not when its image is pulled.</summary>
    PullIsFree,

    /// <summary>The expiry tag is never renewed.</summary>
    ExpiryNotRenewed,

    /// <summary>Memory is rounded down to ACI's steps.</summary>
    MemoryRoundedDown,

    // Money, quota and capacity.

    /// <summary>A pod that is adopted after a restart is put on the books a second time.</summary>
    AdoptedTwice,

    /// <summary>Use of what was refused stays on the books.</summary>
    RefusedIsBilled,

    /// <summary>A pod's usage is closed when its end is asked for, not when it is confirmed.</summary>
    ClosedAtIntent,

    /// <summary>A pod that ends gives back its room on the node twice.</summary>
    RoomGivenBackTwice,

    /// <summary>A pod that is ending no longer holds its room.</summary>
    EndingHoldsNothing,

    /// <summary>Caps and quotas are checked against the state before the step, not after each decision in it.</summary>
    CapCheckedOncePerStep,

    /// <summary>The spend cap is not looked at.</summary>
    SpendCapIgnored,

    // The loop and the store.

    /// <summary>The fencing token is not checked.</summary>
    TokenNotChecked,

    /// <summary>Calls are made before the commit that allows them.</summary>
    CallsBeforeCommit,

    /// <summary>What a failed commit had changed stays in memory.</summary>
    FailedCommitStays,

    /// <summary>The outcome of a call is dropped when its commit fails.</summary>
    OutcomeDropped,

    /// <summary>Room that becomes free wakes nobody.</summary>
    LostWakeUp,

    /// <summary>While calls are due or under way, a step that has decided nothing asks for another one at once.</summary>
    NudgedForNothing,

    /// <summary>Why a pod finds no place is not written down.</summary>
    WaitsSilently,

    /// <summary>What a step was woken to look at is not looked at again when its commit has failed: a wake-up that comes while the disk is full.</summary>
    LateWakeIsDropped,

    /// <summary>After a restart nothing under way is resumed.</summary>
    IntentsNotResumed,

    /// <summary>After a restart a create whose outcome was not written down counts as never sent.</summary>
    CreateForgottenAtStart,

    /// <summary>After a restart a delete whose outcome was not written down counts as done.</summary>
    DeleteForgottenAtStart,

    /// <summary>After a restart the use that is on the books is taken for use that has ended.</summary>
    UsageForgottenAtStart,

    // Workloads.

    /// <summary>A job counts pods that failed as done.</summary>
    FailedCountsAsDone,

    /// <summary>A job makes pods without looking at its back-off limit.</summary>
    BackoffLimitIgnored,

    /// <summary>A deployment counts pods that are ending as its strength.</summary>
    EndingCountsAsStrength,

    /// <summary>A rolling update makes all new pods at once, whatever its surge.</summary>
    SurgeIgnored,

    /// <summary>A rolling update ends the old pods without waiting for the new ones to be ready.</summary>
    OldEndedBeforeNewIsReady,

    /// <summary>A pod on a virtual node is ended as soon as the one that is to take its place has been put somewhere.</summary>
    RelievedBeforeItIsReady,

    /// <summary>Pods are replaced as soon as their node is silent, without the grace.</summary>
    ReplacedWithoutGrace,

    /// <summary>The emergency brake does not hold back creates.</summary>
    PauseIgnored,

    // Secrets.

    /// <summary>The value of a secret stands in an event.</summary>
    SecretInEvent,
}
