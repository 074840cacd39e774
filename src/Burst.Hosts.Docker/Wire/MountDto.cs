namespace Burst.Hosts.Docker.Wire;

internal sealed class MountDto
{
    public const string Bind = "bind";

    public string Type { get; set; } = "volume";

    /// <summary>The volume's name, or a path of the engine's machine where the type is bind.</summary>
    public string Source { get; set; } = "";

    public string Target { get; set; } = "";

    public bool ReadOnly { get; set; }

    public VolumeOptionsDto? VolumeOptions { get; set; }
}
