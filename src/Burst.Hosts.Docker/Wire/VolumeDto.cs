namespace Burst.Hosts.Docker.Wire;

internal sealed class VolumeDto
{
    public string Name { get; set; } = "";
}
