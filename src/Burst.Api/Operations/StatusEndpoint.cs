using Burst.Api.Routing;
using Burst.Control.Loop;
using Burst.Core.Pricing;

namespace Burst.Api.Operations;

/// <summary><c>GET /apis/burst.dev/v1/status</c>: the cluster at a glance, for displays that ask often.</summary>
internal sealed class StatusEndpoint(ControlLoop loop, IPriceCatalog prices, TimeProvider time)
{
    public Route Route() => new("GET", "/apis/burst.dev/v1/status", GetAsync);

    private async Task<ApiResponse> GetAsync(ApiCall call) => ApiResponse.Json(200, await loop
        .ReadAsync(state => ClusterOverview.Of(state, prices, time.GetUtcNow()))
        .WaitAsync(call.CancellationToken).ConfigureAwait(false));
}
