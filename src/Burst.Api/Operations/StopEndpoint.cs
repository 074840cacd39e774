using System.Text.Json.Nodes;
using Burst.Api.Errors;
using Burst.Api.Kinds;
using Burst.Api.Routing;
using Burst.Api.Writing;
using Burst.Control.Applying;
using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Storage;

namespace Burst.Api.Operations;

/// <summary>
/// <c>POST .../pods/{name}/stop</c> and <c>.../start</c>: what is wanted goes on record, and the loop has the host do it until it is so. Asking
/// again for what is wanted already changes nothing. With a start its use is on the books before the host is asked.
/// </summary>
internal sealed class StopEndpoint(ControlLoop loop, HostRegistry hosts)
{
    private const string Path = "/apis/burst.dev/v1/namespaces/{namespace}/pods/{name}/";

    public IEnumerable<Route> Routes() =>
    [
        new("POST", Path + "stop", call => WantAsync(call, Stop)),
        new("POST", Path + "start", call => WantAsync(call, Start)),
    ];

    private async Task<ApiResponse> WantAsync(ApiCall call, Func<ApiCall, Pod, DateTimeOffset, IReadOnlyList<Change>> decide)
    {
        if (call.IsDryRun)
        {
            return await loop.ReadAsync(state =>
            {
                var pod = Find(state, call);
                decide(call, pod, pod.Metadata.CreatedAt);
                return Answer(pod);
            }).WaitAsync(call.CancellationToken).ConfigureAwait(false);
        }

        return await loop.MutateAsync(
            (state, now) =>
            {
                var changes = decide(call, Find(state, call), now);
                return changes.Count == 0 ? new StateCommit() : new StateCommit { Changes = [.. changes], Audit = [AuditTrail.Entry(call.Request, now, 202)] };
            },
            state => Answer(Find(state, call))).ConfigureAwait(false);
    }

    private Pod Find(ClusterState state, ApiCall call)
    {
        var pod = state.Find<Pod>(ObjectKind.Pod, call.Namespace, call.Name) ?? throw Refusal.NotFound(PodResource.Definition, call.Name);
        if (pod.IsTerminal)
            throw Refusal.BadRequest($"pod {call.Name} has ended, and what has ended stays so; delete and apply it again");
        if (pod.Placement is not { } placement || hosts.Find(placement.Node) is not { } host || pod is not { HostState: HostState.Created, IsLost: false, Metadata.DeletionRequestedAt: null })
            throw Refusal.BadRequest($"pod {call.Name} does not run");
        return host is IPodStop ? pod : throw Refusal.BadRequest($"node {host.Node} stops no pods; pods on Azure Container Instances can be stopped");
    }

    private static IReadOnlyList<Change> Stop(ApiCall call, Pod pod, DateTimeOffset now)
    {
        switch (pod.Stop?.Stage)
        {
            case PodStopStage.Stopping or PodStopStage.Stopped:
                return [];
            case PodStopStage.Starting:
                throw Refusal.BadRequest($"pod {call.Name} is being started; stop it once it runs");
            default:
                if (pod.Phase != PodPhase.Running)
                    throw Refusal.BadRequest($"pod {call.Name} does not run");
                var asked = pod.Stop is { } before ? before with { Stage = PodStopStage.Stopping, AskedAt = now } : new PodStop(PodStopStage.Stopping, now);
                return [new Change.Put(Wanted(pod, asked))];
        }
    }

    private static IReadOnlyList<Change> Start(ApiCall call, Pod pod, DateTimeOffset now)
    {
        switch (pod.Stop?.Stage)
        {
            case PodStopStage.Stopping:
                throw Refusal.BadRequest($"pod {call.Name} is being stopped; start it once it is");
            case PodStopStage.Stopped:
                var asked = pod.Stop with { Stage = PodStopStage.Starting, AskedAt = now };
                var put = new Change.Put(Wanted(pod with { Message = null }, asked));
                return asked.OpenUsage(now) is { } usage ? [put, new Change.PutUsage(usage)] : [put];
            default:
                return [];
        }
    }

    private static Pod Wanted(Pod pod, PodStop stop) => pod with { Stop = stop, HostAttempts = 0, HostRetryAt = null };

    private static ApiResponse Answer(Pod pod) => ApiResponse.Json(202, new JsonObject
    {
        ["kind"] = "PodStop",
        ["apiVersion"] = "burst.dev/v1",
        ["namespace"] = pod.Metadata.Namespace,
        ["name"] = pod.Metadata.Name,
        ["node"] = pod.Placement?.Node.Value,
        ["stage"] = pod.Stop?.Stage.ToString(),
    });
}
