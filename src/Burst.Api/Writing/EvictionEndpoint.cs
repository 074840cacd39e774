using Burst.Api.Errors;
using Burst.Api.Kinds;
using Burst.Api.Routing;
using Burst.Core.Events;
using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Api.Writing;

/// <summary>
/// <c>POST .../pods/{name}/eviction</c>: a pod is asked to go if no disruption budget forbids it. Looked at and asked in one commit, so that of
/// two at the same time only as many go as may.
/// </summary>
internal sealed class EvictionEndpoint(WriteGate gate)
{
    private const string Evicted = "Evicted";
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(2);

    public Route Route() => new("POST", "/api/v1/namespaces/{namespace}/pods/{name}/eviction", EvictAsync);

    private Task<ApiResponse> EvictAsync(ApiCall call)
    {
        var options = DeleteOptions.ReadEviction(call);
        return gate.RunAsync(
            call,
            options.IsDryRun,
            (state, now) =>
            {
                var pod = (Pod)ObjectWrites.Require(state, PodResource.Definition, call);
                options.Preconditions.Check(PodResource.Definition, pod);
                return Decide(state, pod, options.GracePeriod, now);
            },
            (_, _, item) => StatusBody.Created(item.Metadata.Name, "pods", item.Metadata.Uid));
    }

    private static WriteDecision Decide(ClusterState state, Pod pod, TimeSpan? grace, DateTimeOffset now)
    {
        if (pod.Metadata.DeletionRequestedAt is not null)
            return WriteDecision.Unchanged(pod);
        if (CountsAsHealthy(pod))
            RequireRoom(state, pod);
        var leaving = grace is { } given ? pod with { Spec = pod.Spec with { TerminationGracePeriod = given } } : pod;
        return WriteDecision.Put(201, leaving with { Metadata = leaving.Metadata with { DeletionRequestedAt = now } }) with
        {
            Events = [ClusterEvent.About(pod, now, EventSeverity.Normal, Evicted, $"It was asked to leave{(pod.Placement is { } place ? $" node {place.Node}" : "")}.")],
        };
    }

    /// <summary>What has not come up, or has ended, serves nobody: it may go as long as enough others do serve.</summary>
    private static bool CountsAsHealthy(Pod pod) => pod.IsActive && pod.Phase == PodPhase.Running;

    private static void RequireRoom(ClusterState state, Pod pod)
    {
        foreach (var budget in state.DisruptionBudgets.Where(budget => budget.Selects(pod.Metadata)))
        {
            var room = DisruptionRoom.Of(state, budget);
            if (PodReadiness.IsReady(pod) ? room.Allowed > 0 : room.Healthy >= room.Desired)
                continue;
            throw new ApiException(429, "TooManyRequests", "Cannot evict pod as it would violate the pod's disruption budget.")
            {
                RetryAfter = AskAgain,
                Causes = [new StatusCause("DisruptionBudget", $"The disruption budget {budget.Metadata.Name} needs {room.Desired} healthy pods and has {room.Healthy} currently", "")],
            };
        }
    }
}
