namespace Burst.Core.Pods;

/// <summary>Files that containers of a pod mount by <see cref="Name"/>. Exactly one source is set.</summary>
public sealed record Volume
{
    public required string Name { get; init; }

    public EmptyDirVolume? EmptyDir { get; init; }

    public DataVolume? Data { get; init; }

    public AzureFileVolume? AzureFile { get; init; }

    /// <summary>An absolute path of the node's own file system, which is there already.</summary>
    public string? HostPath { get; init; }
}
