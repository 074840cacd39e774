namespace Burst.Emulator.Wire;

internal sealed record LogsBody(string Content);
