namespace Burst.Emulator.Wire;

internal sealed record ExecRequestBody
{
    public string? Command { get; init; }

    public TerminalSizeBody? TerminalSize { get; init; }
}

internal sealed record TerminalSizeBody
{
    public int? Rows { get; init; }

    public int? Cols { get; init; }
}

/// <summary>Where to connect to, and the password that opens it.</summary>
internal sealed record ExecAnswerBody(string WebSocketUri, string Password);
