using System.Globalization;
using System.Text.Json.Nodes;
using Burst.Api.Errors;
using Burst.Api.Events;
using Burst.Api.Json;
using Burst.Api.Reading;
using Burst.Api.Routing;
using Burst.Api.Selection;
using Burst.Api.Tables;
using Burst.Control.Loop;
using Burst.Control.Nodes;

namespace Burst.Api.Leases;

/// <summary>
/// <c>/apis/coordination.k8s.io/v1</c>: the lease of each node, which says when it answered last, where <c>kubectl describe node</c> looks for it.
/// Heartbeats are kept in memory: after a start a lease has no <c>renewTime</c> until its node has answered.
/// </summary>
internal sealed class LeaseEndpoints(ControlLoop loop, TimeProvider time, ApiOptions options)
{
    public const string Group = "coordination.k8s.io";
    public const string Version = "v1";
    private const string Namespace = "kube-node-lease";
    private const string Root = $"/apis/{Group}/{Version}";

    private static readonly TableColumn[] Columns = [TableColumn.ObjectName, new("Holder"), TableColumn.Age];

    public IEnumerable<Route> Routes =>
    [
        new("GET", Root, _ => Task.FromResult(ApiResponse.Json(200, Discovery()))),
        new("GET", $"{Root}/leases", ListAsync),
        new("GET", $"{Root}/namespaces/{{namespace}}/leases", ListAsync),
        new("GET", $"{Root}/namespaces/{{namespace}}/leases/{{name}}", GetAsync),
    ];

    private async Task<ApiResponse> ListAsync(ApiCall call)
    {
        if (call.Flag("watch"))
            throw Refusal.MethodNotAllowed("watching leases is not supported; list again");
        var query = ListQuery.Parse(call, ["metadata.name", "metadata.namespace"], options);
        var leases = (await ReadAsync(call).ConfigureAwait(false))
            .Where(item => query.Labels.Matches(EventView.NoLabels) && query.Fields.Matches(field => (string?)item.Object["metadata"]![field["metadata.".Length..]] ?? ""));
        return ApiResponse.Json(200, ListBody.Many(call, Columns, "LeaseList", $"{Group}/{Version}", new JsonObject { ["resourceVersion"] = "" }, leases));
    }

    private async Task<ApiResponse> GetAsync(ApiCall call) =>
        (await ReadAsync(call).ConfigureAwait(false)).Find(item => (string?)item.Object["metadata"]!["name"] == call.Name) is { Object: not null } found
            ? ApiResponse.Json(200, ListBody.One(call, Columns, found))
            : throw Refusal.NotFound($"leases.{Group} \"{call.Name}\" not found");

    private async Task<List<ListItem>> ReadAsync(ApiCall call)
    {
        if (call.Namespace is not ("" or Namespace))
            return [];
        var heartbeats = await loop.ReadHeartbeatsAsync().WaitAsync(call.CancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        return [.. heartbeats.Select(heartbeat => new ListItem(
            ToJson(heartbeat), [heartbeat.Node.Name.Value, heartbeat.Node.Name.Value, HumanDuration.Age(heartbeat.Node.Metadata.CreatedAt, now)]))];
    }

    private JsonObject ToJson(NodeHeartbeat heartbeat)
    {
        var node = heartbeat.Node;
        var spec = new JsonObject { ["holderIdentity"] = node.Name.Value, ["leaseDurationSeconds"] = (int)Math.Ceiling(heartbeat.ValidFor.TotalSeconds) };
        if (heartbeat.AnsweredAt is { } answered)
            spec["renewTime"] = answered.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["apiVersion"] = $"{Group}/{Version}",
            ["kind"] = "Lease",
            ["metadata"] = new JsonObject
            {
                ["name"] = node.Name.Value,
                ["namespace"] = Namespace,
                ["creationTimestamp"] = node.Metadata.CreatedAt.Show(),
                ["ownerReferences"] = new JsonArray(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Node", ["name"] = node.Name.Value, ["uid"] = node.Metadata.Uid }),
            },
            ["spec"] = spec,
        };
    }

    private static JsonObject Discovery() => new()
    {
        ["kind"] = "APIResourceList",
        ["apiVersion"] = "v1",
        ["groupVersion"] = $"{Group}/{Version}",
        ["resources"] = new JsonArray(new JsonObject
        {
            ["name"] = "leases",
            ["singularName"] = "lease",
            ["namespaced"] = true,
            ["kind"] = "Lease",
            ["verbs"] = new JsonArray("get", "list"),
        }),
    };
}
