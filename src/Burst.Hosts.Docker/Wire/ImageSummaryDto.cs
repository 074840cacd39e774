namespace Burst.Hosts.Docker.Wire;

/// <summary>An image as a list has it.</summary>
internal sealed class ImageSummaryDto
{
    public string Id { get; set; } = "";

    public List<string>? RepoTags { get; set; }

    public List<string>? RepoDigests { get; set; }

    /// <summary>Seconds since 1970, of its making.</summary>
    public long Created { get; set; }
}
