using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Burst.Core.Pods;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Mapping;

/// <summary>A container's probes, and what is done after its starts and before it ends, as the text of labels.</summary>
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
    public static ContainerProbesDto? Read(string? label) => Read(label, EngineJson.Default.ContainerProbesDto);

    /// <inheritdoc cref="Read(string?)"/>
    public static LifecycleHook? ReadHook(string? label) => Read(label, EngineJson.Default.LifecycleHook);

    /// <inheritdoc cref="Read(string?)"/>
    public static PostStartDto? ReadPostStart(string? label) => Read(label, EngineJson.Default.PostStartDto);

    private static T? Read<T>(string? label, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return label is null ? null : JsonSerializer.Deserialize(label, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
