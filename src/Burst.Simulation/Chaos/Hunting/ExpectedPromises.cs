using System.Collections.Immutable;
using Burst.Core.Canaries;
using Burst.Simulation.Chaos.Judging;

namespace Burst.Simulation.Chaos.Hunting;

/// <summary>Which promises each deliberate bug is there to break, written down apart from what finds it.</summary>
internal static class ExpectedPromises
{
    private static readonly ImmutableArray<string> EndsOfWanted = [Promises.WrongEnd, Promises.NoReturn];
    private static readonly ImmutableArray<string> Copies = [Promises.OnePlace, Promises.NoReturn, Promises.Leak, Promises.Stray];
    private static readonly ImmutableArray<string> Restarts = [Promises.NoRestart];
    private static readonly ImmutableArray<string> Remains = [Promises.Leak, Promises.Stray, Promises.NoReturn];
    private static readonly ImmutableArray<string> StandsStill = [Promises.Strength, Promises.JobDone, Promises.Leak, Promises.Stray];
    private static readonly ImmutableArray<string> Books = [Promises.Invoice, Promises.OnceOnly];
    private static readonly ImmutableArray<string> Overfilled = [Promises.Capacity, Promises.Quota, Promises.Cap];

    public static ImmutableArray<string> Of(Canary canary) => canary switch
    {
        Canary.ListErrorIsEmpty or Canary.FirstPageIsAll or Canary.MissingOnceIsGone or Canary.UnclaimedOnceIsOrphan => EndsOfWanted,
        Canary.OrphansAreLeft or Canary.DeleteSentOnce => Remains,
        Canary.StraysAreLeft => [.. Remains, Promises.Strength],
        Canary.OwnerNotChecked => [Promises.Foreign],
        Canary.NameIsNewAtEachTry => Copies,
        // What was made unheard is billed, and what counts as refused is not on the books.
        Canary.LostReplyIsRefusal => [.. Copies, .. Overfilled, Promises.WrongEnd, .. Books],
        Canary.CreateForgottenAtStart or Canary.DeleteDuringCreateSkipped => [.. Copies, .. Overfilled, Promises.WrongEnd],
        Canary.CreateWithoutLooking or Canary.PutBlindlyRepeated => Restarts,
        Canary.CreateErrorFailsPod => [Promises.JobDone, Promises.WrongEnd],
        Canary.LostPodIsCreatedAgain => [Promises.Excess],
        Canary.DeleteNotConfirmed or Canary.GoneAfterOneMiss or Canary.DeleteErrorIsGone or Canary.DeleteForgottenAtStart => [.. Remains, .. Books, .. Overfilled],
        Canary.FailedProvisioningIsEnd => [.. EndsOfWanted, .. Books],
        Canary.ExitCodeLost or Canary.FailedCountsAsDone => [Promises.Told, Promises.JobDone],
        Canary.EndIsWhenSeen or Canary.PullIsFree or Canary.AdoptedTwice or Canary.RefusedIsBilled or Canary.ClosedAtIntent => Books,
        Canary.UsageForgottenAtStart => Books,
        Canary.ExpiryNotRenewed => [Promises.Expiry],
        Canary.MemoryRoundedDown => [Promises.Size],
        Canary.RoomGivenBackTwice or Canary.EndingHoldsNothing => Overfilled,
        Canary.CapCheckedOncePerStep or Canary.SpendCapIgnored => [Promises.Cap, Promises.Quota],
        Canary.TokenNotChecked => [.. Copies, .. Overfilled, Promises.WrongEnd],
        Canary.CallsBeforeCommit or Canary.FailedCommitStays => [.. Copies, .. Overfilled, .. StandsStill],
        Canary.OutcomeDropped or Canary.LostWakeUp or Canary.LateWakeIsDropped or Canary.IntentsNotResumed => StandsStill,
        Canary.NudgedForNothing => [Promises.TimeGoesOn],
        Canary.WaitsSilently => [Promises.SaysWhy],
        Canary.BackoffLimitIgnored => [Promises.GivesUp, Promises.JobDone],
        Canary.EndingCountsAsStrength => [Promises.Strength],
        Canary.SurgeIgnored => [Promises.Surge],
        Canary.OldEndedBeforeNewIsReady or Canary.RelievedBeforeItIsReady => [Promises.Availability, Promises.WrongEnd],
        Canary.ReplacedWithoutGrace => [Promises.Grace],
        Canary.PauseIgnored => [Promises.Brake],
        Canary.SecretInEvent => [Promises.Secret],
        _ => throw new ArgumentOutOfRangeException(nameof(canary), canary, "Nobody has said what it breaks."),
    };
}
