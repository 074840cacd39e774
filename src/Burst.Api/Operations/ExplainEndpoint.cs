using System.Text.Json.Nodes;
using Burst.Api.Errors;
using Burst.Api.Json;
using Burst.Api.Kinds;
using Burst.Api.Routing;
using Burst.Api.Selection;
using Burst.Control.Loop;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Storage;

namespace Burst.Api.Operations;

/// <summary>
/// <c>GET .../pods/{name}/explain</c>: how a pod stands, and every decision on it with all that was considered. Also for pods that
/// are gone, as long as their decisions are kept.
/// </summary>
internal sealed class ExplainEndpoint(ControlLoop loop, IStateStore store, TimeProvider time)
{
    private const int DecisionsDefault = 50;
    private const int DecisionsMax = 500;

    public Route Route() => new("GET", "/apis/burst.dev/v1/namespaces/{namespace}/pods/{name}/explain", GetAsync);

    private async Task<ApiResponse> GetAsync(ApiCall call)
    {
        var limit = ListQuery.ParseLimit(call.Query("limit"), DecisionsDefault, DecisionsMax);
        var (summary, uid, paused) = await loop
            .ReadAsync(state =>
            {
                var pod = state.Find<Pod>(ObjectKind.Pod, call.Namespace, call.Name);
                return (pod is null ? null : PodSummary.Of(state, pod, time.GetUtcNow()), pod?.Uid, PauseEndpoint.Describe(state));
            })
            .WaitAsync(call.CancellationToken).ConfigureAwait(false);
        var decisions = await store.ReadDecisionsAsync(call.Namespace, call.Name, limit, call.CancellationToken).ConfigureAwait(false);

        // A pod that has not been decided on yet may have the name of one that was.
        if (uid is { } current)
            decisions = [.. decisions.Where(decision => decision.Pod == current)];
        if (summary is null && decisions.Count == 0)
            throw Refusal.NotFound(PodResource.Definition, call.Name);
        return ApiResponse.Json(200, new JsonObject
        {
            ["kind"] = "PodExplanation",
            ["apiVersion"] = "burst.dev/v1",
            ["pod"] = summary ?? PodSummary.OfGone(decisions[0]),
            ["pause"] = paused,
            ["decisions"] = decisions.Select(DecisionBody.Of).ToJsonArray(),
        });
    }
}
