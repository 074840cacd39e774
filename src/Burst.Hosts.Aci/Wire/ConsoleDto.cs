namespace Burst.Hosts.Aci.Wire;

/// <summary>What is sent to start a command, and what comes back of it.</summary>
internal sealed class ConsoleDto
{
    public string? Command { get; set; }

    public SizeDto? TerminalSize { get; set; }

    public string? WebSocketUri { get; set; }

    public string? Password { get; set; }

    internal sealed class SizeDto
    {
        public int Rows { get; set; }

        public int Cols { get; set; }
    }
}
