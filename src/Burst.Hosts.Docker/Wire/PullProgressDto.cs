namespace Burst.Hosts.Docker.Wire;

/// <summary>A line of what the engine tells while it pulls.</summary>
internal sealed class PullProgressDto
{
    public string? Status { get; set; }

    /// <summary>The layer.</summary>
    public string? Id { get; set; }

    /// <summary>Why it failed; the last line then.</summary>
    public string? Error { get; set; }
}
