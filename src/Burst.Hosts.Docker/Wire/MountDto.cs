namespace Burst.Hosts.Docker.Wire;

internal sealed class MountDto
{
    public string Type { get; set; } = "volume";

    /// <summary>The volume's name.</summary>
    public string Source { get; set; } = "";

    public string Target { get; set; } = "";

    public bool ReadOnly { get; set; }

    public VolumeOptionsDto VolumeOptions { get; set; } = new();
}
