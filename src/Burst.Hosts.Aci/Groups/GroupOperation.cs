using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Arm;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci.Groups;

/// <summary>The create of a group that goes on, as far as it is known.</summary>
/// <param name="Link">Where it can be asked for.</param>
/// <param name="AskedAt">When it was asked for last; null for never.</param>
/// <param name="Failure">ACI's code and message, once it has failed.</param>
internal sealed record GroupOperation(Uri Link, DateTimeOffset? AskedAt = null, string? Failure = null)
{
    /// <summary>As often as Azure's own clients ask: the group is looked at in between.</summary>
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(30);

    private const string ProvisioningFailed = "ProvisioningFailed";

    /// <summary>A failure is asked for at once, a create that goes on from time to time, and what is known never again.</summary>
    public bool IsDue(PodObservation seen, DateTimeOffset now)
    {
        if (Failure is not null || HasComeUp(seen))
            return false;
        return AskedAt is not { } at || now - at >= AskEvery || at > now || (IsFailed(seen) && now - at >= TimeSpan.FromSeconds(2));
    }

    public GroupOperation Asked(OperationDto answer, DateTimeOffset now) => this with
    {
        AskedAt = now,
        Failure = "Failed".Equals(answer.Status, StringComparison.OrdinalIgnoreCase)
            ? ArmFailure.Shorten(new ArmError(answer.Error?.Code ?? ProvisioningFailed, answer.Error?.Message ?? "Azure gave no reason.").ToString())
            : null,
    };

    /// <summary>The observation with what the operation has told. A group that came up nevertheless has not failed.</summary>
    public PodObservation AddTo(PodObservation seen)
    {
        if (Failure is null || HasComeUp(seen))
            return seen;
        return seen with { Reason = seen.Reason ?? ProvisioningFailed, Message = Failure };
    }

    private static bool HasComeUp(PodObservation seen) =>
        seen.Phase == PodPhase.Succeeded || (seen.Phase == PodPhase.Running && !IsFailed(seen));

    private static bool IsFailed(PodObservation seen) => seen.Reason == ProvisioningFailed || seen.Phase == PodPhase.Failed;
}
