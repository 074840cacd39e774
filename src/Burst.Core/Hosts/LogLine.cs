namespace Burst.Core.Hosts;

/// <summary><see cref="At"/> is null where the host does not keep times.</summary>
public readonly record struct LogLine(DateTimeOffset? At, string Text)
{
    /// <summary>Nothing that a container wrote, but what is to be known of the log: that its beginning may be missing, say.</summary>
    public bool IsRemark { get; init; }

    public static LogLine Remark(string text) => new(null, text) { IsRemark = true };
}
