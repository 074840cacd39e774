using System.Text.Json.Serialization;

namespace Burst.Emulator.Runtime;

/// <summary>A group as its runtime sees it.</summary>
/// <param name="Containers">In the order of the start record.</param>
/// <param name="IpAddress">Where its ports can be reached; null when the runtime gives it no address.</param>
/// <param name="InitContainers">In the order of the start record; null when there are none.</param>
public sealed record GroupStatus(
    IReadOnlyList<ContainerStatus> Containers, string? IpAddress = null, IReadOnlyList<ContainerStatus>? InitContainers = null)
{
    /// <summary>Whether it waits for an image before anything of it can start.</summary>
    [JsonIgnore]
    public bool IsPulling => Containers.Concat(InitContainers ?? []).Any(c => c.IsPulling);

    /// <summary>Whether nothing of it will run again: its containers have ended, or an init container has failed for good.</summary>
    [JsonIgnore]
    public bool HasEnded => Containers.All(c => c.State == ContainerState.Terminated)
        || InitContainers?.Any(c => c is { State: ContainerState.Terminated, ExitCode: not 0 }) == true;

    /// <summary>When the last of it ended; null when nothing has.</summary>
    [JsonIgnore]
    public DateTimeOffset? FinishedAt => Containers.Concat(InitContainers ?? []).Max(c => c.FinishedAt);
}
