namespace Burst.Hosts.Docker.Wire;

internal sealed class StartExecDto
{
    public bool Detach { get; set; }

    public bool Tty { get; set; }
}
