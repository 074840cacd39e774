namespace Burst.Hosts.Docker.Probing;

/// <summary>What one probe has to know of its last question.</summary>
internal sealed class ProbeMemory
{
    /// <summary>A command that did not end in its time, by the engine's id; an engine cannot end one. Null for none.</summary>
    public string? LateExec { get; set; }
}
