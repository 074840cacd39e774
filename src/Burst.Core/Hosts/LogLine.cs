namespace Burst.Core.Hosts;

/// <summary><see cref="At"/> is null where the host does not keep times.</summary>
public readonly record struct LogLine(DateTimeOffset? At, string Text);
