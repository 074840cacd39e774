namespace Burst.Hosts.Docker.Wire;

internal sealed class VolumeDto
{
    public string Name { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public Dictionary<string, string>? Labels { get; set; }
}
