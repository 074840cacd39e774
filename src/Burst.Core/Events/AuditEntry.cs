namespace Burst.Core.Events;

/// <summary>One write by a user: who, what, and how it ended (HTTP status). Append-only.</summary>
public sealed record AuditEntry(DateTimeOffset At, string User, string Verb, string Path, int Status);
