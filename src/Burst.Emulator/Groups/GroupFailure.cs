namespace Burst.Emulator.Groups;

/// <summary>Why provisioning failed.</summary>
internal sealed record GroupFailure(string Code, string Message);
