namespace Burst.Emulator.Faults;

/// <summary>Which requests a fault is for; what is null matches everything of ARM that the kind can happen to.</summary>
public sealed record FaultMatch
{
    /// <summary>GET, PUT, PATCH, POST, DELETE or HEAD.</summary>
    public string? Verb { get; init; }

    /// <summary>
    /// create (every PUT of a group), get, list, tag, delete, start, restart, stop, logs, exec, attach, poll, usages, or other.
    /// </summary>
    public string? Operation { get; init; }

    /// <summary>Name of the container group, <c>*</c> standing for any characters.</summary>
    public string? Group { get; init; }
}
