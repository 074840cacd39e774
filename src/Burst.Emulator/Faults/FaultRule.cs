namespace Burst.Emulator.Faults;

/// <summary>One thing that shall go wrong, when and how often.</summary>
public sealed record FaultRule
{
    /// <summary>1 to 63 lower-case letters, digits and hyphens; a fault of the same name is replaced.</summary>
    public required string Name { get; init; }

    public required FaultKind Kind { get; init; }

    public FaultMatch Match { get; init; } = new();

    /// <summary>Matching requests left alone at first, 0 to 1,000,000.</summary>
    public int Skip { get; init; }

    /// <summary>How often it fires at most, 1 to 1,000,000. Null: once, or without end when there is a <see cref="Probability"/>.</summary>
    public int? Times { get; init; }

    /// <summary>The chance, above 0 and up to 1, that it fires at a matching request. Null: it fires at each.</summary>
    public double? Probability { get; init; }

    /// <summary>With the name it decides which matching requests are struck by <see cref="Probability"/>: same seed, same faults.</summary>
    public int Seed { get; init; }

    /// <summary>Whether the request has its effect before it is refused, or before it is delayed.</summary>
    public bool AfterEffect { get; init; }

    /// <summary>Length of a <see cref="FaultKind.Delay"/>, up to 10 minutes.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>What a refusal tells the client to wait, 0 to 3600 s; null sends no such header.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Groups that a truncated list still shows, 0 to 10,000. Null: half of them.</summary>
    public int? Keep { get; init; }

    /// <summary>How long an image cannot be pulled, 1 s to 1 day. Null: until the group's provisioning times out.</summary>
    public int? ForSeconds { get; init; }

    internal int? TimesMax => Times ?? (Probability is null ? 1 : null);
}
