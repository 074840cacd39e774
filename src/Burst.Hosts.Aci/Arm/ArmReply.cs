namespace Burst.Hosts.Aci.Arm;

/// <summary>
/// What came back of one request, or that nothing did. <see cref="Failure"/> is set when no whole reply came: the request may
/// still have had its effect.
/// </summary>
internal sealed record ArmReply(int Status, byte[] Body, TimeSpan? RetryAfter, DateTimeOffset At, string? Failure = null)
{
    public bool IsSuccess => Failure is null && Status is >= 200 and < 300;

    /// <summary>Another try may go better.</summary>
    public bool IsTransient => Failure is not null || Status is 408 or 429 or >= 500;

    public ArmError Error => ArmError.Parse(Body);

    public static ArmReply Lost(string failure, DateTimeOffset at) => new(0, [], null, at, failure);

    /// <summary>For people: what happened, without the body.</summary>
    public string Describe() => Failure ?? $"{Status} {Error}".TrimEnd();
}
