using Burst.Core.Hosts;

namespace Burst.Testing.Hosts;

/// <summary>
/// How a scripted create goes: whether the pod comes to exist, and what the caller is told; no answer means that the call throws
/// <see cref="PodHostUnavailableException"/>.
/// </summary>
public sealed record CreateFate(bool TakesEffect, CreateOutcome? Answer)
{
    public static readonly CreateFate Ordinary = new(true, new CreateOutcome.Accepted());

    /// <summary>The reply is lost after the pod was made: the case that costs money.</summary>
    public static readonly CreateFate UnknownAfterEffect = new(true, new CreateOutcome.Unknown("the reply was lost (scripted)"));

    public static readonly CreateFate UnknownBeforeEffect = new(false, new CreateOutcome.Unknown("the request was lost (scripted)"));

    public static readonly CreateFate ThrowsAfterEffect = new(true, null);

    public static CreateFate Throttled(TimeSpan retryAfter) => new(false, new CreateOutcome.Throttled(retryAfter, "too many requests (scripted)"));

    public static CreateFate InsufficientCapacity() => new(false, new CreateOutcome.InsufficientCapacity("no capacity in the region (scripted)"));

    public static CreateFate Rejected(string reason = "spec.containers[0].image: not found (scripted)") =>
        new(false, new CreateOutcome.Rejected(reason));
}
