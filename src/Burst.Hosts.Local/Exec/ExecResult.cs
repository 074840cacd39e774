namespace Burst.Hosts.Local.Exec;

/// <summary>How a command beside a container's process ended; exactly one of the two is set.</summary>
/// <param name="ExitCode">128 + n for signal n.</param>
/// <param name="Refusal">Why it was not run.</param>
public sealed record ExecResult(int? ExitCode, string? Refusal);
