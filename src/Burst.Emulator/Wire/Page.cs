namespace Burst.Emulator.Wire;

/// <summary>One page of a list; more follows exactly when <paramref name="NextLink"/> is set.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Value, string? NextLink = null);
