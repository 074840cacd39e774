namespace Burst.Server.Configuration;

/// <summary>How much history the state keeps, as written.</summary>
public sealed record HistoryConfig
{
    /// <summary>The newest so many events.</summary>
    public int Events { get; set; } = 100_000;

    /// <summary>The newest so many placement decisions.</summary>
    public int Decisions { get; set; } = 200_000;

    /// <summary>The newest so many audit entries.</summary>
    public int Audit { get; set; } = 100_000;

    /// <summary>Each pod's usage for so many days after it ended; then sums per UTC day take its place.</summary>
    public int UsageDays { get; set; } = 31;

    /// <summary>Those sums, and the uptimes of VM nodes, for so many days; at least <see cref="UsageDays"/>. Null for 400, or for that when it is more.</summary>
    public int? UsageSumDays { get; set; }
}
