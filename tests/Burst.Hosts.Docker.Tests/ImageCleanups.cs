namespace Burst.Hosts.Docker.Tests;

/// <summary>Tests that remove images nobody uses, where others may be about to use theirs: one class at a time.</summary>
internal static class ImageCleanups
{
    public const string Name = "image cleanups";
}
