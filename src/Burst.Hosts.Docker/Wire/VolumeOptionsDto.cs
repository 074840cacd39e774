namespace Burst.Hosts.Docker.Wire;

internal sealed class VolumeOptionsDto
{
    /// <summary>A new volume stays empty, whatever the image has at that place.</summary>
    public bool NoCopy { get; set; } = true;
}
