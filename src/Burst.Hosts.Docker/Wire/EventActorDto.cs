namespace Burst.Hosts.Docker.Wire;

internal sealed class EventActorDto
{
    public string? ID { get; set; }

    /// <summary>The container's labels among others.</summary>
    public Dictionary<string, string>? Attributes { get; set; }
}
