namespace Burst.Hosts.Aci.Sweeping;

/// <summary>What may be ended by its tags alone. In every doubt nothing is.</summary>
public static class SweepRule
{
    /// <summary>Between the clocks of this machine and of the service; with more, neither can be told to be right.</summary>
    public static readonly TimeSpan SkewMax = TimeSpan.FromMinutes(5);

    /// <summary>How long a group is past its expiry before it is ended: longer than clocks may differ.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);

    /// <summary>Why no expiry can be judged; null when the clocks agree.</summary>
    public static string? FindDoubt(TimeSpan? skew) => skew switch
    {
        null => "the service does not tell the time, so whether this machine's clock is right is not known",
        { } found when found.Duration() > SkewMax =>
            $"this machine's clock is {found.Duration().TotalMinutes:0} minutes {(found > TimeSpan.Zero ? "behind" : "ahead of")} the service's; set it right (timedatectl)",
        _ => null,
    };

    /// <summary>Why this group is kept; null when it is past its expiry, and so its cluster has not been heard of for as long as that was.</summary>
    public static string? FindReasonToKeep(OwnedGroup group, DateTimeOffset now)
    {
        if (FindUnclear(group) is { } unclear)
            return unclear;
        if (group.Expiry is not { } expiry)
            return "its tags do not say when it expires";
        return expiry + Margin < now ? null : $"it expires at {expiry:u}{(expiry < now ? ", a moment ago" : "")}";
    }

    /// <summary>Why its tags are not to be trusted; null when all of them fit.</summary>
    public static string? FindUnclear(OwnedGroup group) => group.Pod is null ? "its tags do not say which pod it is, or its name is another's" : null;
}
