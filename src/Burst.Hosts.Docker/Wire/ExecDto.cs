namespace Burst.Hosts.Docker.Wire;

/// <summary>A command that was started in a container.</summary>
internal sealed class ExecDto
{
    public bool Running { get; set; }

    /// <summary>Null while it runs.</summary>
    public int? ExitCode { get; set; }
}
