using Burst.Core.Canaries;
using Burst.Core.Hosts;
using Burst.Hosts.Aci.Arm;

namespace Burst.Hosts.Aci.Mapping;

/// <summary>What a reply to a create means.</summary>
internal static class CreateReply
{
    private static readonly TimeSpan ThrottledWait = TimeSpan.FromSeconds(30);

    /// <summary>Null when it says neither that the group was made nor that it was not: only a read can tell.</summary>
    public static CreateOutcome? FindOutcome(ArmReply reply)
    {
        if (reply.IsSuccess)
            return new CreateOutcome.Accepted();
        if (reply.Failure is null && CanarySwitch.Sings(Canary.CreateErrorFailsPod))
            return new CreateOutcome.Rejected(reply.Describe());
        if (reply.Failure is not null && CanarySwitch.Sings(Canary.LostReplyIsRefusal))
            return new CreateOutcome.InsufficientCapacity(reply.Describe());
        if (reply.Failure is not null || reply.Status is 408 or < 400 or >= 500)
            return null;
        var reason = reply.Describe();
        if (reply.Status == 429)
            return new CreateOutcome.Throttled(reply.RetryAfter ?? ThrottledWait, reason);
        return (reply.Status, reply.Error.Code) switch
        {
            (409, "ServiceUnavailable") => new CreateOutcome.InsufficientCapacity(reason),
            (_, "ContainerGroupQuotaReached") => new CreateOutcome.InsufficientCapacity(reason) { IsQuota = true },
            // The registry's own limits: they pass.
            (_, "RegistryErrorResponse") => new CreateOutcome.Throttled(reply.RetryAfter ?? ThrottledWait, reason) { IsOfHost = false },
            // ContainerGroupTransitioning and other conflicts pass too; a pod must not fail for them.
            (409, _) => new CreateOutcome.Unknown(reason),
            _ => new CreateOutcome.Rejected(reason),
        };
    }
}
