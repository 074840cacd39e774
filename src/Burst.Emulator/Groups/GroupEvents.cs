using System.Globalization;
using Burst.Emulator.Runtime;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Groups;

/// <summary>The events of a container: a function of its deployment and its status.</summary>
internal static class GroupEvents
{
    private static readonly TimeSpan PullRetryMin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PullRetryMax = TimeSpan.FromMinutes(5);

    public static IEnumerable<EventBody> Of(GroupRecord group, string container, string image, ContainerStatus? status, DateTimeOffset now)
    {
        var deployment = group.Deployment;
        // A group stopped in the middle of provisioning never got further.
        var until = group.StoppedAt is { } stopped && stopped < now ? stopped : now;
        if (until >= deployment.PullingAt)
            yield return Event(deployment.PullingAt, "Pulling", $"Pulling image \"{image}\"");
        if (deployment.PullFailsUntil is { } failsUntil && until >= deployment.PullingAt)
        {
            foreach (var failed in FailedPulls(deployment.PullingAt, failsUntil < until ? failsUntil : until, image))
                yield return failed;
        }

        if (until >= deployment.PulledAt && status is not { IsPulling: true })
        {
            var seconds = (deployment.PulledAt - deployment.PullingAt).TotalSeconds.ToString(CultureInfo.InvariantCulture);
            yield return Event(deployment.PulledAt, "Pulled", $"Successfully pulled image \"{image}\" in {seconds}s");
        }

        if (StartOf(status) is { } startedAt)
        {
            // Behind init containers one is created when its turn comes.
            var createdAt = group.Eviction?.FirstStartAt ?? deployment.StartAt;
            yield return Event(group.Spec.InitContainers is { Count: > 0 } ? startedAt : createdAt, "Created", $"Created container {container}");
            yield return Event(startedAt, "Started", $"Started container {container}") with { Count = 1 + status!.RestartCount };
        }

        foreach (var told in status?.Events ?? [])
            yield return Event(told.FirstAt, told.Name, told.Message) with
            {
                Count = told.Count,
                LastTimestamp = WireTime.Event(told.LastAt),
                Type = told.IsWarning ? "Warning" : "Normal",
            };
        if (group.Eviction is { } eviction)
            yield return Event(eviction.At, "Killing", $"Killing container {container}: the Spot container group was evicted") with { Count = eviction.Count };
        if (group is { Phase: GroupPhase.Stopped, StoppedAt: { } at } && status?.StartedAt is not null)
            yield return Event(at, "Killing", $"Killing container {container}");
    }

    // Tried again after 10 s, 20 s, 40 s and so on up to 5 minutes.
    private static IEnumerable<EventBody> FailedPulls(DateTimeOffset pullingAt, DateTimeOffset until, string image)
    {
        var (tries, last) = (1, pullingAt);
        for (var wait = PullRetryMin; last + wait < until; wait = wait * 2 < PullRetryMax ? wait * 2 : PullRetryMax)
            (tries, last) = (tries + 1, last + wait);
        var failed = Event(pullingAt, "Failed", $"Failed to pull image \"{image}\": the registry does not answer");
        yield return failed with { Count = tries, LastTimestamp = WireTime.Event(last), Type = "Warning" };
        if (tries > 1)
            yield return Event(pullingAt, "BackOff", $"Back-off pulling image \"{image}\"") with { Count = tries - 1, LastTimestamp = WireTime.Event(last) };
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
