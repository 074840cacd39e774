namespace Burst.Hosts.Docker.Wire;

internal sealed class LogConfigDto
{
    public string Type { get; set; } = "json-file";

    public Dictionary<string, string> Config { get; set; } = [];
}
