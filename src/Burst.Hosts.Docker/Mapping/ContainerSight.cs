using Burst.Hosts.Docker.Probing;

namespace Burst.Hosts.Docker.Mapping;

/// <summary>What is known of a container that the engine does not say.</summary>
/// <param name="Health">Null for one that has no probes, or that is not asked now.</param>
/// <param name="RestartsBefore">Restarts that the engine does not count any more: it begins anew when somebody starts a container.</param>
internal readonly record struct ContainerSight(ContainerHealth? Health, int RestartsBefore);
