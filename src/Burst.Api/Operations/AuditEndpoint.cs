using System.Text.Json.Nodes;
using Burst.Api.Json;
using Burst.Api.Routing;
using Burst.Api.Selection;
using Burst.Core.Storage;

namespace Burst.Api.Operations;

/// <summary><c>GET /apis/burst.dev/v1/audit?limit=</c>: who wrote what, newest first.</summary>
internal sealed class AuditEndpoint(IStateStore store, ApiOptions options)
{
    public Route Route() => new("GET", "/apis/burst.dev/v1/audit", GetAsync);

    private async Task<ApiResponse> GetAsync(ApiCall call)
    {
        var limit = ListQuery.ParseLimit(call.Query("limit"), options.ListItemsDefault, options.ListItemsMax);
        var entries = await store.ReadAuditAsync(limit, call.CancellationToken).ConfigureAwait(false);
        return ApiResponse.Json(200, new JsonObject
        {
            ["kind"] = "AuditList",
            ["apiVersion"] = "burst.dev/v1",
            ["items"] = entries.Select(entry => new JsonObject
            {
                ["at"] = entry.At.ShowExact(),
                ["user"] = entry.User,
                ["verb"] = entry.Verb,
                ["path"] = entry.Path,
                ["status"] = entry.Status,
            }).ToJsonArray(),
        });
    }
}
