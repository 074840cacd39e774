using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Testing.Hosts;

/// <summary>What a control plane does with a host, in the small: it asks again until things are settled.</summary>
public static class PodHostExtensions
{
    public static async Task<PodObservation?> GetAsync(this IPodHost host, PodUid pod) =>
        (await host.ListAsync(CancellationToken.None)).SingleOrDefault(observation => observation.Uid == pod);

    public static async Task<PodObservation> WaitForAsync(this IPodHost host, PodUid pod, Func<PodObservation, bool> isWanted, string wanted) =>
        (await Eventually.GetAsync(() => host.GetAsync(pod), observation => observation is not null && isWanted(observation), $"pod {pod}: {wanted}"))!;

    public static Task<PodObservation> WaitForPhaseAsync(this IPodHost host, PodUid pod, PodPhase phase) =>
        host.WaitForAsync(pod, observation => observation.Phase == phase, $"phase {phase}");

    public static Task<CreateOutcome> CreateUntilSettledAsync(this IPodHost host, PodLaunch launch) => Eventually.GetAsync(
        () => host.CreateAsync(launch, CancellationToken.None),
        outcome => outcome is CreateOutcome.Accepted or CreateOutcome.Rejected,
        $"pod {launch.Uid}: created or rejected");

    public static async Task<DeleteOutcome.Gone> DeleteUntilGoneAsync(this IPodHost host, PodUid pod, TimeSpan gracePeriod) =>
        (DeleteOutcome.Gone)await Eventually.GetAsync(
            () => host.DeleteAsync(pod, gracePeriod, CancellationToken.None),
            outcome => outcome is DeleteOutcome.Gone,
            $"pod {pod}: gone");
}
