using Burst.Core.Canaries;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci.Mapping;

/// <summary>When ACI began to bill a group and when it stopped: from the first image pull until the whole group has stopped.</summary>
internal static class UsageMapping
{
    /// <summary>The first pull; where no event tells of it (events are not kept for ever), the first start.</summary>
    public static DateTimeOffset? FindStart(IReadOnlyList<ContainerViewDto> views)
    {
        var pull = views.SelectMany(view => view.Events ?? [])
            .Where(item => "Pulling".Equals(item?.Name, StringComparison.OrdinalIgnoreCase))
            .Min(item => item!.FirstTimestamp);
        if (pull is not null && CanarySwitch.Sings(Canary.PullIsFree))
            pull = null;
        return pull ?? views.Min(view => Earlier(view.PreviousState?.StartTime, view.CurrentState?.StartTime));
    }

    /// <summary>The last finish of a group that has ended; null while a container's finish is not known.</summary>
    public static DateTimeOffset? FindEnd(IReadOnlyList<ContainerViewDto> views) =>
        views.Count > 0 && views.All(view => view.CurrentState?.FinishTime is not null)
            ? views.Max(view => view.CurrentState!.FinishTime)
            : null;

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) =>
        left is null || right < left ? right ?? left : left;
}
