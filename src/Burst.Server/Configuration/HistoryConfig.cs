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

    /// <summary>Usage for so many days after it ended.</summary>
    public int UsageDays { get; set; } = 400;
}
