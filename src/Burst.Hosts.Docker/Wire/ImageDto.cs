namespace Burst.Hosts.Docker.Wire;

internal sealed class ImageDto
{
    public string Id { get; set; } = "";

    public List<string>? RepoTags { get; set; }

    public List<string>? RepoDigests { get; set; }
}
