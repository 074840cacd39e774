using Burst.Api.Errors;
using Burst.Api.Kinds;
using Burst.Api.Routing;
using Burst.Api.Writing;
using Burst.Control.Nodes;
using Burst.Core.Events;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pricing;
using Burst.Core.State;

namespace Burst.Api.Enrolment;

/// <summary><c>POST /apis/burst.dev/v1/nodes</c>: a node joins, and is driven when the answer says so.</summary>
internal sealed class EnrolEndpoint(WriteGate gate, INodeEnrolment? enrolment, IPriceCatalog prices, IIdSource ids)
{
    private const string NodeAdded = "NodeAdded";

    public Route Route() => new("POST", "/apis/burst.dev/v1/nodes", EnrolAsync);

    private async Task<ApiResponse> EnrolAsync(ApiCall call)
    {
        if (enrolment is null)
            throw Refusal.MethodNotAllowed("this server takes no nodes while it runs");
        var node = Identify(await ReadAsync(enrolment, call).ConfigureAwait(false));
        var answer = await gate.RunAsync(
            call,
            call.IsDryRun,
            (state, now) => Decide(state, node, now),
            (state, decision, item) => ApiResponse.Json(decision.Status, NodeResource.Definition.View(state, item).ToJson())).ConfigureAwait(false);
        if (!call.IsDryRun)
            await enrolment.FollowAsync().ConfigureAwait(false);
        return answer;
    }

    private static async Task<Node> ReadAsync(INodeEnrolment enrolment, ApiCall call)
    {
        try
        {
            return await enrolment.ReadAsync(call.Request.Body, call.CancellationToken).ConfigureAwait(false);
        }
        catch (EnrolmentRefusedException refused)
        {
            throw Refusal.Invalid(
                refused.Reasons.Length == 1 ? refused.Reasons[0] : "The node cannot join:", [.. refused.Reasons.Select(reason => StatusCause.Invalid("", reason))]);
        }
    }

    private WriteDecision Decide(ClusterState state, Node node, DateTimeOffset now)
    {
        if (state.FindNode(node.Name) is not null)
            throw Refusal.AlreadyExists(NodeResource.Definition, node.Metadata.Name);
        if (node.Docker is { } docker && state.Nodes.FirstOrDefault(other => IsSame(other, node)) is { } twin)
            throw Refusal.Conflict(NodeResource.Definition, node.Metadata.Name, $"the engine at {docker.Host} is node {twin.Name}'s already, and two nodes would offer it twice");
        var registration = NodeRegistration.Register(state, node, prices, now);
        var what = node.Docker is { } engine ? $", as {node.Size}, on the Docker Engine at {engine.Host}" : "";
        var message = $"Node {node.Name} has joined: {string.Join(", ", node.Tiers)} in {node.Region}{what}.";
        return new WriteDecision(201, node, [.. registration.Changes])
        {
            Events = [ClusterEvent.About(node, now, EventSeverity.Normal, NodeAdded, message)],
        };
    }

    /// <summary>By whatever address it is reached.</summary>
    private static bool IsSame(Node known, Node node) =>
        known.Docker?.Host == node.Docker!.Host || (node.Machine is { } machine && known.Machine?.Identity == machine.Identity);

    private Node Identify(Node node) => node with
    {
        Metadata = node.Metadata with { Uid = ids.NextId().ToString("D"), Labels = NodeLabels.Of(node) },
    };
}
