namespace Burst.Hosts.Docker.Wire;

internal sealed class CreateExecDto
{
    public bool AttachStdin { get; set; }

    public bool AttachStdout { get; set; }

    public bool AttachStderr { get; set; }

    public List<string> Cmd { get; set; } = [];
}
