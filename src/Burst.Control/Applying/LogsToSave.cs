using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Control.Applying;

/// <summary>Whose logs are saved before its delete is sent.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Containers">Its containers, init containers first.</param>
/// <param name="HasRun">It was seen to run, so that its logs are missed when they cannot be read.</param>
/// <param name="IsOver">It has ended, so that what has been saved of it is all there is.</param>
internal sealed record LogsToSave(PodUid Pod, IReadOnlyList<string> Containers, bool HasRun, bool IsOver)
{
    /// <summary>One that was not seen to run may have run since it was looked at last.</summary>
    public static LogsToSave Of(Pod pod) => new(
        pod.Uid,
        [.. pod.Spec.InitContainers.Concat(pod.Spec.Containers).Select(container => container.Name)],
        HasRun: pod.StartedAt is not null,
        IsOver: pod.IsTerminal);

    public static LogsToSave Of(PodUid orphan, PodObservation? seen) => new(
        orphan,
        seen is null ? [] : [.. seen.InitContainers.Concat(seen.Containers).Select(container => container.Name)],
        HasRun: seen?.UsageStartedAt is not null,
        IsOver: false);
}
