namespace Burst.Hosts.Aci.Wire;

internal sealed class LogsDto
{
    public string? Content { get; set; }
}
