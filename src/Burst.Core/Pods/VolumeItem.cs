namespace Burst.Core.Pods;

/// <summary>One key as the file <see cref="Path"/>, relative to the mount, with no "..".</summary>
public sealed record VolumeItem(string Key, string Path);
