namespace Burst.Hosts.Docker.Wire;

internal sealed class EngineEventDto
{
    /// <summary>create, start, die, oom, destroy, ...</summary>
    public string? Action { get; set; }

    public EventActorDto? Actor { get; set; }
}
