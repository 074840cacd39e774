namespace Burst.Hosts.Docker.Wire;

internal sealed class CreateExecDto
{
    public bool AttachStdin { get; set; }

    public bool AttachStdout { get; set; }

    public bool AttachStderr { get; set; }

    /// <summary>With a terminal.</summary>
    public bool Tty { get; set; }

    public List<string> Cmd { get; set; } = [];
}
