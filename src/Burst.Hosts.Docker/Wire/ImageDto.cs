namespace Burst.Hosts.Docker.Wire;

internal sealed class ImageDto
{
    public string Id { get; set; } = "";
}
