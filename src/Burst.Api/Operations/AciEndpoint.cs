using System.Text.Json.Nodes;
using Burst.Api.Json;
using Burst.Api.Kinds;
using Burst.Api.Routing;
using Burst.Control.Loop;
using Burst.Core.Nodes;
using Burst.Core.State;
using Burst.Core.Storage;

namespace Burst.Api.Operations;

/// <summary><c>GET /apis/burst.dev/v1/aci</c>: who this cluster is to Azure, and where its container groups are or were.</summary>
internal sealed class AciEndpoint(ControlLoop loop)
{
    public Route Route() => new("GET", "/apis/burst.dev/v1/aci", GetAsync);

    private async Task<ApiResponse> GetAsync(ApiCall call) =>
        ApiResponse.Json(200, await loop.ReadAsync(Describe).WaitAsync(call.CancellationToken).ConfigureAwait(false));

    private static JsonObject Describe(ClusterState state) => new()
    {
        ["clusterId"] = state.FindSetting(ClusterSettings.ClusterId) ?? "",
        ["places"] = state.VirtualNodes.Where(node => node.Aci is not null).Select(node => Place(node.Metadata.Name, node.Region, node.Aci!))
            .Concat(RetiredPlaces.Read(state).Select(retired => Place(retired.Node, null, retired.Aci))).ToJsonArray(),
    };

    private static JsonObject Place(string node, string? region, AciConnection aci)
    {
        var place = NodeView.Aci(aci);
        place["name"] = node;
        place.SetIfAny("region", region);
        return place;
    }
}
