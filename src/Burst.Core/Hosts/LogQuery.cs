namespace Burst.Core.Hosts;

/// <summary><see cref="TailLines"/> null for all that is kept.</summary>
public sealed record LogQuery(bool Follow = false, int? TailLines = null, DateTimeOffset? Since = null);
