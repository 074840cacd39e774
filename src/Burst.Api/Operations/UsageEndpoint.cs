using Burst.Api.Routing;
using Burst.Core.Storage;
using Burst.Cost.Reports;

namespace Burst.Api.Operations;

/// <summary><c>GET /apis/burst.dev/v1/usage?since=</c>: the single records that a cost report is made from, as CSV.</summary>
internal sealed class UsageEndpoint(IStateStore store, TimeProvider time)
{
    private static readonly TimeSpan DefaultWindow = TimeSpan.FromHours(24);

    public Route Route() => new("GET", "/apis/burst.dev/v1/usage", GetAsync);

    private async Task<ApiResponse> GetAsync(ApiCall call)
    {
        var since = SinceParameter.Parse(call.Query("since"), time.GetUtcNow(), DefaultWindow);
        var records = await store.ReadUsageAsync(since, call.CancellationToken).ConfigureAwait(false);
        return ApiResponse.Text("text/csv; charset=utf-8", UsageCsv.Write(records));
    }
}
