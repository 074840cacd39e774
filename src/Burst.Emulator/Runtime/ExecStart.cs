namespace Burst.Emulator.Runtime;

/// <summary>A command to run inside a container that runs, on a terminal.</summary>
/// <param name="Container">Its name in the group.</param>
/// <param name="Command">One program: the service passes neither arguments nor shell syntax.</param>
/// <param name="Rows">Height of the terminal, 1 to 1000.</param>
/// <param name="Columns">Width of the terminal, 1 to 1000.</param>
public sealed record ExecStart(string Container, string Command, int Rows, int Columns);
