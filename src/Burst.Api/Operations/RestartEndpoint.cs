using System.Text.Json.Nodes;
using Burst.Api.Errors;
using Burst.Api.Kinds;
using Burst.Api.Routing;
using Burst.Api.Writing;
using Burst.Control.Applying;
using Burst.Control.Loop;
using Burst.Core.Events;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Storage;

namespace Burst.Api.Operations;

/// <summary>
/// <c>POST .../pods/{name}/restart</c>: the same pod's containers end and start again. It is on record before the host is asked, so that
/// the end of the run before, which may be seen at any moment from then on, is not taken for the pod's, also after a crash.
/// </summary>
internal sealed class RestartEndpoint(ControlLoop loop, HostRegistry hosts)
{
    public Route Route() => new("POST", "/apis/burst.dev/v1/namespaces/{namespace}/pods/{name}/restart", RestartAsync);

    private async Task<ApiResponse> RestartAsync(ApiCall call)
    {
        var (pod, host) = await FindAsync(call).ConfigureAwait(false);
        if (call.IsDryRun)
            return Answer(pod, (pod.Restart?.Count ?? 0) + 1);
        await loop.MutateAsync((state, now) => Ask(state, call, pod.Uid, now), _ => true).ConfigureAwait(false);
        if (await host.RestartAsync(pod.Uid, call.CancellationToken).ConfigureAwait(false) is RestartOutcome.Refused { Reason: var reason })
        {
            await loop.MutateAsync((state, _) => TakeBack(state, pod), _ => true).ConfigureAwait(false);
            throw Refusal.Conflict(PodResource.Definition, call.Name, reason);
        }

        return await loop.MutateAsync((state, now) => Count(state, pod.Uid, now), state => Answer(pod, state.FindPod(pod.Uid)?.Restart?.Count ?? 0)).ConfigureAwait(false);
    }

    private async Task<(Pod Pod, IPodRestart Host)> FindAsync(ApiCall call)
    {
        var pod = await loop.ReadAsync(state => state.Find<Pod>(ObjectKind.Pod, call.Namespace, call.Name))
            .WaitAsync(call.CancellationToken).ConfigureAwait(false) ?? throw Refusal.NotFound(PodResource.Definition, call.Name);
        if (pod.IsTerminal)
            throw Refusal.BadRequest($"pod {call.Name} has ended, and what has ended stays so; delete and apply it again");
        if (pod.Placement is not { } placement || hosts.Find(placement.Node) is not { } host || !IsUp(pod))
            throw Refusal.BadRequest($"pod {call.Name} does not run");
        return host is IPodRestart restart
            ? (pod, restart)
            : throw Refusal.BadRequest($"node {host.Node} restarts no pods; pods on Azure Container Instances can be restarted");
    }

    private static bool IsUp(Pod pod) => pod is { Phase: PodPhase.Running, HostState: HostState.Created, IsLost: false };

    private static StateCommit Ask(ClusterState state, ApiCall call, PodUid uid, DateTimeOffset now) => state.FindPod(uid) is { } pod && IsUp(pod)
        ? new StateCommit
        {
            Changes = [new Change.Put(pod with { Restart = new PodRestart(pod.Restart?.Count ?? 0, now) })],
            Audit = [AuditTrail.Entry(call.Request, now, 202)],
        }
        : throw Refusal.BadRequest($"pod {call.Name} does not run any more");

    private static StateCommit TakeBack(ClusterState state, Pod before) => state.FindPod(before.Uid) is { } pod
        ? new StateCommit { Changes = [new Change.Put(pod with { Restart = before.Restart })] }
        : new StateCommit();

    private static StateCommit Count(ClusterState state, PodUid uid, DateTimeOffset now)
    {
        if (state.FindPod(uid) is not { Restart: { } restart } pod)
            return new StateCommit();
        var counted = pod with { Restart = restart with { Count = restart.Count + 1 } };
        return new StateCommit
        {
            Changes = [new Change.Put(counted)],
            Events = [ClusterEvent.About(counted, now, EventSeverity.Normal, "Restarted", $"A user restarted its containers on {pod.Placement?.Node}.")],
        };
    }

    private static ApiResponse Answer(Pod pod, int count) => ApiResponse.Json(202, new JsonObject
    {
        ["kind"] = "PodRestart",
        ["apiVersion"] = "burst.dev/v1",
        ["namespace"] = pod.Metadata.Namespace,
        ["name"] = pod.Metadata.Name,
        ["node"] = pod.Placement?.Node.Value,
        ["restarts"] = count,
    });
}
