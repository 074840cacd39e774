using System.Text.Json;
using Burst.Core.Pods;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Mapping;

/// <summary>A container's probes as the text of a label.</summary>
internal static class ProbeLabel
{
    /// <returns>Null for a container that has none.</returns>
    public static string? Write(PodSpec pod, ContainerSpec container) => (container.LivenessProbe ?? container.ReadinessProbe ?? container.StartupProbe) is null
        ? null
        : JsonSerializer.Serialize(
            new ContainerProbesDto
            {
                Liveness = container.LivenessProbe,
                Readiness = container.ReadinessProbe,
                Startup = container.StartupProbe,
                GraceSeconds = (int)pod.TerminationGracePeriod.TotalSeconds,
            },
            EngineJson.Default.ContainerProbesDto);

    /// <returns>Null for none, or for what is none of ours.</returns>
    public static ContainerProbesDto? Read(string? label)
    {
        try
        {
            return label is null ? null : JsonSerializer.Deserialize(label, EngineJson.Default.ContainerProbesDto);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
