namespace Burst.Emulator.Runtime;

/// <summary>A volume of the group.</summary>
public sealed record GroupVolume
{
    public required string Name { get; init; }

    public required GroupVolumeKind Kind { get; init; }

    /// <summary>File name to content, for <see cref="GroupVolumeKind.Secret"/>; empty otherwise. Contents are secret: do not log them.</summary>
    public IReadOnlyDictionary<string, byte[]> SecretFiles { get; init; } = new Dictionary<string, byte[]>();
}
