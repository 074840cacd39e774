using System.Globalization;
using Burst.Emulator.Runtime;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Groups;

/// <summary>The events of a container: a function of its deployment and its status.</summary>
internal static class GroupEvents
{
    public static IEnumerable<EventBody> Of(GroupRecord group, ContainerBody container, ContainerStatus? status, DateTimeOffset now)
    {
        var deployment = group.Deployment;
        // A group stopped in the middle of provisioning never got further.
        var until = group.StoppedAt is { } stopped && stopped < now ? stopped : now;
        var image = container.Properties!.Image;
        if (until >= deployment.PullingAt)
            yield return Event(deployment.PullingAt, "Pulling", $"Pulling image \"{image}\"");
        if (until >= deployment.PulledAt)
        {
            var seconds = (deployment.PulledAt - deployment.PullingAt).TotalSeconds.ToString(CultureInfo.InvariantCulture);
            yield return Event(deployment.PulledAt, "Pulled", $"Successfully pulled image \"{image}\" in {seconds}s");
        }

        if (StartOf(status) is { } startedAt)
        {
            yield return Event(deployment.StartAt, "Created", $"Created container {container.Name}");
            yield return Event(startedAt, "Started", $"Started container {container.Name}") with { Count = 1 + status!.RestartCount };
        }

        if (group is { Phase: GroupPhase.Stopped, StoppedAt: { } at } && status?.StartedAt is not null)
            yield return Event(at, "Killing", $"Killing container {container.Name}");
    }

    private static DateTimeOffset? StartOf(ContainerStatus? status) => status?.StartedAt ?? status?.Previous?.StartedAt;

    private static EventBody Event(DateTimeOffset at, string name, string message) => new()
    {
        Count = 1,
        FirstTimestamp = WireTime.Event(at),
        LastTimestamp = WireTime.Event(at),
        Name = name,
        Message = message,
        Type = "Normal",
    };
}
