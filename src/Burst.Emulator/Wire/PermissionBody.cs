namespace Burst.Emulator.Wire;

internal sealed record PermissionBody(
    IReadOnlyList<string> Actions, IReadOnlyList<string> NotActions, IReadOnlyList<string> DataActions, IReadOnlyList<string> NotDataActions);
