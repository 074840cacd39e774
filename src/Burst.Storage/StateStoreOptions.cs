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

    /// <summary>How long a usage record is kept after it ended; at least a day. The default covers a year's bill and its dispute.</summary>
    public TimeSpan UsageRetention { get; init; } = TimeSpan.FromDays(400);

    /// <summary>How long to wait for another program that has the database locked; 1 to 60 seconds.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>All that is wrong, each with the accepted values; empty when the options can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        RequireAtLeastOne(errors, nameof(EventsMax), EventsMax);
        RequireAtLeastOne(errors, nameof(DecisionsMax), DecisionsMax);
        RequireAtLeastOne(errors, nameof(AuditMax), AuditMax);
        if (UsageRetention < TimeSpan.FromDays(1))
            errors.Add($"{nameof(UsageRetention)} is {UsageRetention}; at least one day is accepted.");
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
