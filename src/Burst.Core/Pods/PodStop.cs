using Burst.Core.Ledger;

namespace Burst.Core.Pods;

/// <summary>What users did to a pod that stays where it is while it does not run.</summary>
/// <param name="Stage">How far it has come.</param>
/// <param name="AskedAt">When the stop or the start was asked for.</param>
public sealed record PodStop(PodStopStage Stage, DateTimeOffset AskedAt)
{
    /// <summary>A host's reason for a pod that was ended from outside and could run on.</summary>
    public const string Reason = "Stopped";

    /// <summary>When the last run that was stopped had ended, by the host's clock; null while none has been seen to.</summary>
    public DateTimeOffset? RunEndedAt { get; init; }

    /// <summary>The use of that run, from which the next one's is opened.</summary>
    public UsageRecord? Usage { get; init; }

    /// <summary>The use of the run that a start begins, as far as that is known now.</summary>
    public UsageRecord? OpenUsage(DateTimeOffset startedAt) =>
        Usage is { Pod: { } pod } run ? run with { Id = UsageRecord.IdOf(pod), StartedAt = startedAt, EndedAt = null, StartIsPresumed = true, Waited = null } : null;
}
