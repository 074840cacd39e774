namespace Burst.Hosts.Docker.Wire;

internal sealed class CreateVolumeDto
{
    public string Name { get; set; } = "";

    public string Driver { get; set; } = "local";

    public Dictionary<string, string> DriverOpts { get; set; } = [];

    public Dictionary<string, string> Labels { get; set; } = [];
}
