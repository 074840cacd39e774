namespace Burst.Hosts.Local.Exec;

/// <summary>A command to run beside a container's process, on a terminal of its own.</summary>
/// <param name="Container">Its name in the pod.</param>
/// <param name="Command">The program and its arguments.</param>
/// <param name="Rows">Height of the terminal, 1 to 1000.</param>
/// <param name="Columns">Width of the terminal, 1 to 1000.</param>
public sealed record ExecRequest(string Container, IReadOnlyList<string> Command, int Rows, int Columns);
