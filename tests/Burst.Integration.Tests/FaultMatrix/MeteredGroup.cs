namespace Burst.Integration.Tests.FaultMatrix;

/// <summary>One line of the emulator's invoice; <paramref name="Cost"/> in dollars.</summary>
internal sealed record MeteredGroup(string Name, DateTimeOffset StartedAt, DateTimeOffset? StoppedAt, decimal Cost);
