using Burst.Hosts.Docker.Probing;

namespace Burst.Hosts.Docker.Mapping;

/// <summary>What is known of a container that the engine does not say.</summary>
/// <param name="Health">Null for one that has no probes, or that is not asked now.</param>
/// <param name="RestartsBefore">Restarts that the engine does not count any more: it begins anew when somebody starts a container.</param>
internal readonly record struct ContainerSight(ContainerHealth? Health, int RestartsBefore)
{
    /// <summary>When what is done after its present start was done; null while it is not, and for one that has nothing.</summary>
    public DateTimeOffset? HookDoneAt { get; init; }

    /// <summary>Why its present run, or the one before, was ended; null for no such reason.</summary>
    public string? HookFailure { get; init; }
}
