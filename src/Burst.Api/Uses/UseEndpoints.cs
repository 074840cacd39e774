using System.Text.Json.Nodes;
using Burst.Api.Errors;
using Burst.Api.Json;
using Burst.Api.Routing;
using Burst.Api.Selection;
using Burst.Control.Applying;
using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Nodes;

namespace Burst.Api.Uses;

/// <summary><c>/apis/metrics.k8s.io/v1beta1</c>: what pods and nodes use, which <c>kubectl top</c> reads. Nodes whose hosts do not know are left out.</summary>
internal sealed class UseEndpoints(ControlLoop loop, HostRegistry hosts, TimeProvider time)
{
    public const string Group = "metrics.k8s.io";
    public const string Version = "v1beta1";
    private const string Root = $"/apis/{Group}/{Version}";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public IEnumerable<Route> Routes =>
    [
        new("GET", Root, _ => Task.FromResult(ApiResponse.Json(200, Discovery()))),
        new("GET", $"{Root}/nodes", call => ListAsync(call, OfNodesAsync, "NodeMetricsList")),
        new("GET", $"{Root}/nodes/{{name}}", call => OneAsync(call, OfNodesAsync, "nodes")),
        new("GET", $"{Root}/pods", call => ListAsync(call, OfPodsAsync, "PodMetricsList")),
        new("GET", $"{Root}/namespaces/{{namespace}}/pods", call => ListAsync(call, OfPodsAsync, "PodMetricsList")),
        new("GET", $"{Root}/namespaces/{{namespace}}/pods/{{name}}", call => OneAsync(call, OfPodsAsync, "pods")),
    ];

    private static async Task<ApiResponse> ListAsync(ApiCall call, Func<ApiCall, Task<List<JsonObject>>> read, string kind) => ApiResponse.Json(200, new JsonObject
    {
        ["kind"] = kind,
        ["apiVersion"] = $"{Group}/{Version}",
        ["metadata"] = new JsonObject(),
        ["items"] = (await read(call).ConfigureAwait(false)).ToJsonArray(),
    });

    private static async Task<ApiResponse> OneAsync(ApiCall call, Func<ApiCall, Task<List<JsonObject>>> read, string plural) =>
        (await read(call).ConfigureAwait(false)).Find(item => (string?)item["metadata"]!["name"] == call.Name) is { } found
            ? ApiResponse.Json(200, found)
            : throw Refusal.NotFound($"{plural}.{Group} \"{call.Name}\" not found: nothing is measured of it");

    private async Task<List<JsonObject>> OfPodsAsync(ApiCall call)
    {
        var selector = LabelSelector.Parse(call.Query("labelSelector"));
        var uses = (await MeasureAsync(call).ConfigureAwait(false)).SelectMany(node => node.Uses).ToList();
        return await loop.ReadAsync(state => uses
            .Select(use => (Pod: state.FindPod(use.Pod), Use: use))
            .Where(found => found.Pod is not null && (call.Namespace.Length == 0 || found.Pod.Metadata.Namespace == call.Namespace) && selector.Matches(found.Pod.Metadata.Labels))
            .OrderBy(found => found.Pod!.Key)
            .Select(found => UseBody.Of(found.Pod!, found.Use)).ToList()).WaitAsync(call.CancellationToken).ConfigureAwait(false);
    }

    private async Task<List<JsonObject>> OfNodesAsync(ApiCall call)
    {
        var selector = LabelSelector.Parse(call.Query("labelSelector"));
        return [.. (await MeasureAsync(call).ConfigureAwait(false)).Where(found => selector.Matches(found.Node.Metadata.Labels)).Select(found => UseBody.Of(found.Node, found.Uses, time.GetUtcNow()))];
    }

    /// <summary>All at the same time; one that does not answer is left out, as one that has nothing to say.</summary>
    private async Task<IReadOnlyList<(Node Node, IReadOnlyList<PodUse> Uses)>> MeasureAsync(ApiCall call)
    {
        var nodes = await loop.ReadAsync(state => state.Nodes.ToList()).WaitAsync(call.CancellationToken).ConfigureAwait(false);
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken, patience.Token);
        var measured = await Task.WhenAll(nodes.Select(node => MeasureAsync(node, either.Token))).ConfigureAwait(false);
        call.CancellationToken.ThrowIfCancellationRequested();
        return [.. nodes.Zip(measured).Where(pair => pair.Second is not null).Select(pair => (pair.First, pair.Second!))];
    }

    private async Task<IReadOnlyList<PodUse>?> MeasureAsync(Node node, CancellationToken cancellationToken)
    {
        try
        {
            return hosts.Find(node.Name) is IPodStats host ? await host.ReadStatsAsync(cancellationToken).ConfigureAwait(false) : null;
        }
        catch (Exception exception) when (exception is PodHostUnavailableException or OperationCanceledException)
        {
            return null;
        }
    }

    private static JsonObject Discovery() => new()
    {
        ["kind"] = "APIResourceList",
        ["apiVersion"] = "v1",
        ["groupVersion"] = $"{Group}/{Version}",
        ["resources"] = new JsonArray(Entry("nodes", "NodeMetrics", isNamespaced: false), Entry("pods", "PodMetrics", isNamespaced: true)),
    };

    private static JsonObject Entry(string name, string kind, bool isNamespaced) => new()
    {
        ["name"] = name,
        ["singularName"] = "",
        ["namespaced"] = isNamespaced,
        ["kind"] = kind,
        ["verbs"] = new JsonArray("get", "list"),
    };
}
