using Burst.Api.Errors;
using Burst.Api.Kinds;
using Burst.Api.Routing;
using Burst.Api.Writing;
using Burst.Control.Applying;
using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.State;

namespace Burst.Api.Enrolment;

/// <summary>
/// DELETE of a node. A virtual one, or one on a Docker Engine, is looked at first: what is there that no pod claims, such as of a request that came
/// late, would have nobody to end it once its node is gone.
/// </summary>
internal sealed class NodeLeave(ObjectDeletes deletes, ControlLoop loop, HostRegistry hosts, INodeEnrolment? enrolment, TimeProvider time)
{
    private static readonly TimeSpan LookTimeout = TimeSpan.FromSeconds(30);
    private const int GroupsNamedMax = 5;

    public async Task<ApiResponse> DeleteAsync(ApiCall call)
    {
        var options = DeleteOptions.Read(call);
        var node = await loop.ReadAsync(state => state.Find<Node>(ObjectKind.Node, "", call.Name)).WaitAsync(call.CancellationToken).ConfigureAwait(false);
        if (node is { NodeKind: NodeKind.Virtual } or { Docker: not null } && !options.IsForced)
            await RequireEmptyAsync(node, call.CancellationToken).ConfigureAwait(false);
        var answer = await deletes.DeleteAsync(NodeResource.Definition, call).ConfigureAwait(false);
        if (enrolment is null || options.IsDryRun)
            return answer;
        await enrolment.FollowAsync().ConfigureAwait(false);
        return enrolment.IsConfigured(call.Name)
            ? WarningHeader.AddTo(answer, [$"the configuration or flags of burst up name {call.Name}; take it out there too, or the next start adds it again"])
            : answer;
    }

    private async Task RequireEmptyAsync(Node node, CancellationToken cancellationToken)
    {
        if (hosts.Find(node.Name) is not { } host)
            return;
        var listed = await LookAsync(host, node, cancellationToken).ConfigureAwait(false);
        var unclaimed = await loop.ReadAsync(state => listed.Where(uid => !IsClaimed(state, uid)).ToList()).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (unclaimed.Count == 0)
            return;
        var named = string.Join(", ", unclaimed.Take(GroupsNamedMax)) + (unclaimed.Count > GroupsNamedMax ? $" and {unclaimed.Count - GroupsNamedMax} more" : "");
        throw Refusal.Conflict(
            NodeResource.Definition, node.Metadata.Name,
            $"{unclaimed.Count} {What(node)} are on it that no pod claims (pod uid {named}); they are ended when two lists in a row have shown them: "
            + "ask again in a minute");
    }

    private async Task<IReadOnlyList<PodUid>> LookAsync(IPodHost host, Node node, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(LookTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return [.. (await host.ListAsync(either.Token).ConfigureAwait(false)).Select(pod => pod.Uid)];
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = exception is OperationCanceledException ? $"no answer within {LookTimeout.TotalSeconds:0} s" : exception.Message;
            throw Refusal.Conflict(
                NodeResource.Definition, node.Metadata.Name,
                $"whether {What(node)} are left on it cannot be seen ({reason}); --force (?force=true) removes it without looking: "
                + (node.NodeKind == NodeKind.Virtual
                    ? "what is left then runs, and is billed, until its expiry, at most a day, and is swept after that"
                    : "what is left then runs until somebody removes it there, by its labels dev.burst.*"));
        }
    }

    private static string What(Node node) => node.NodeKind == NodeKind.Virtual ? "container group(s)" : "pod(s)";

    /// <summary>What a pod claims, the refusal that follows names by the pod.</summary>
    private static bool IsClaimed(ClusterState state, PodUid uid) => state.FindPod(uid) is { HoldsCapacity: true };
}
