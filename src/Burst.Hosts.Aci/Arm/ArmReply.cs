using Burst.Hosts.Aci.Limits;

namespace Burst.Hosts.Aci.Arm;

/// <summary>
/// What came back of one request, or that nothing did. <see cref="Failure"/> is set when no whole reply came: the request may
/// still have had its effect.
/// </summary>
internal sealed record ArmReply(int Status, byte[] Body, TimeSpan? RetryAfter, DateTimeOffset At, string? Failure = null)
{
    /// <summary>What it says is left of the service's limits.</summary>
    public Remaining Remaining { get; init; }

    /// <summary>Where the service says that the operation can be asked for; null when it does not. Not to be followed before it is trusted.</summary>
    public string? Operation { get; init; }

    /// <summary>Nothing was sent, as it would have been refused; <see cref="RetryAfter"/> says for how long.</summary>
    public bool IsHeldBack { get; init; }

    public bool IsSuccess => Failure is null && Status is >= 200 and < 300;

    /// <summary>Another try may go better.</summary>
    public bool IsTransient => Failure is not null || Status is 408 or 429 or >= 500;

    public ArmError Error => ArmError.Parse(Body);

    public static ArmReply Lost(string failure, DateTimeOffset at) => new(0, [], null, at, failure);

    public static ArmReply HeldBack(TimeSpan wait, DateTimeOffset at) =>
        new(0, [], wait, at, $"not sent: Azure's request limits leave room for it in {Math.Ceiling(wait.TotalSeconds):0} s") { IsHeldBack = true };

    /// <summary>For people: what happened, without the body.</summary>
    public string Describe() => Failure ?? $"{Status} {Error}".TrimEnd();
}
