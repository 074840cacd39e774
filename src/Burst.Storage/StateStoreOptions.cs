namespace Burst.Storage;

/// <summary>How much history the store keeps. The current state and open usage are never pruned.</summary>
public sealed record StateStoreOptions
{
    /// <summary>Events kept, newest first; at least 1.</summary>
    public int EventsMax { get; init; } = 100_000;

    /// <summary>Placement decisions kept, newest first; at least 1.</summary>
    public int DecisionsMax { get; init; } = 200_000;

    /// <summary>Audit entries kept, newest first; at least 1.</summary>
    public int AuditMax { get; init; } = 100_000;

    /// <summary>
    /// How long a pod's single usage record is kept after it ended; at least <see cref="UsagePeriod"/>. Then the sums of its periods take
    /// its place. The default covers a month's bill.
    /// </summary>
    public TimeSpan UsageRetention { get; init; } = TimeSpan.FromDays(31);

    /// <summary>
    /// How long sums, and the uptimes of nodes, are kept after they ended; at least <see cref="UsageRetention"/>. The default covers a
    /// year's bill and its dispute.
    /// </summary>
    public TimeSpan UsageSumRetention { get; init; } = TimeSpan.FromDays(400);

    /// <summary>What a sum is of: the UTC day. The simulated world takes less; 1 minute to 1 day. A state keeps the one it began with.</summary>
    public TimeSpan UsagePeriod { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long to wait for another program that has the database locked; 1 to 60 seconds.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>All that is wrong, each with the accepted values; empty when the options can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        RequireAtLeastOne(errors, nameof(EventsMax), EventsMax);
        RequireAtLeastOne(errors, nameof(DecisionsMax), DecisionsMax);
        RequireAtLeastOne(errors, nameof(AuditMax), AuditMax);
        if (UsagePeriod < TimeSpan.FromMinutes(1) || UsagePeriod > TimeSpan.FromDays(1))
            errors.Add($"{nameof(UsagePeriod)} is {UsagePeriod}; one minute to one day are accepted.");
        if (UsageRetention < UsagePeriod)
            errors.Add($"{nameof(UsageRetention)} is {UsageRetention}; at least {UsagePeriod} is accepted.");
        if (UsageSumRetention < UsageRetention)
            errors.Add($"{nameof(UsageSumRetention)} is {UsageSumRetention}; at least {nameof(UsageRetention)} ({UsageRetention}) is accepted.");
        if (BusyTimeout < TimeSpan.FromSeconds(1) || BusyTimeout > TimeSpan.FromSeconds(60))
            errors.Add($"{nameof(BusyTimeout)} is {BusyTimeout}; 1 to 60 seconds are accepted.");
        return errors;
    }

    private static void RequireAtLeastOne(List<string> errors, string name, int value)
    {
        if (value < 1)
            errors.Add($"{name} is {value}; 1 or more is accepted.");
    }
}
