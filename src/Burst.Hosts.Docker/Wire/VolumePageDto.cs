namespace Burst.Hosts.Docker.Wire;

internal sealed class VolumePageDto
{
    public List<VolumeDto>? Volumes { get; set; }
}
