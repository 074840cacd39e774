namespace Burst.Emulator.Groups;

/// <summary>One run through provisioning. Each create, restart or update in place makes a new one, under a new runtime id.</summary>
internal sealed record Deployment
{
    public required string RuntimeId { get; init; }

    /// <summary>1 for the create, then counted up.</summary>
    public required int Generation { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>Start of the image pull, and of billing.</summary>
    public required DateTimeOffset PullingAt { get; init; }

    public required DateTimeOffset PulledAt { get; init; }

    /// <summary>When the containers are launched.</summary>
    public required DateTimeOffset StartAt { get; init; }

    /// <summary>Until when the image cannot be pulled; null when it can.</summary>
    public DateTimeOffset? PullFailsUntil { get; init; }

    /// <summary>What provisioning ends with while the containers run all the same; null when all is well.</summary>
    public GroupFailure? LiveFailure { get; init; }
}
