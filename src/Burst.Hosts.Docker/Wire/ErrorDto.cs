namespace Burst.Hosts.Docker.Wire;

internal sealed class ErrorDto
{
    public string? Message { get; set; }
}
