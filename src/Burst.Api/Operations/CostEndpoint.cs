using System.Text.Json;
using Burst.Api.Errors;
using Burst.Api.Routing;
using Burst.Core.Ledger;
using Burst.Core.Pricing;
using Burst.Core.Storage;
using Burst.Cost.Reports;

namespace Burst.Api.Operations;

/// <summary><c>GET /apis/burst.dev/v1/cost?since=&amp;by=&amp;format=</c>.</summary>
internal sealed class CostEndpoint(IStateStore store, IPriceCatalog prices, TimeProvider time)
{
    private static readonly TimeSpan DefaultWindow = TimeSpan.FromHours(24);

    public Route Route() => new("GET", "/apis/burst.dev/v1/cost", GetAsync);

    private async Task<ApiResponse> GetAsync(ApiCall call)
    {
        var now = time.GetUtcNow();
        var since = SinceParameter.Parse(call.Query("since"), now, DefaultWindow);
        var grouping = ParseGrouping(call.Query("by"));
        var isCsv = call.Query("format") switch
        {
            null or "json" => false,
            "csv" => true,
            var other => throw Refusal.BadRequest($"format: \"{other}\" is not accepted; json and csv are"),
        };
        var ledger = await store.ReadLedgerAsync(since, call.CancellationToken).ConfigureAwait(false);
        var report = CostReporter.Report(ledger, FirstUse(ledger, since, now), now, prices, grouping);
        return isCsv
            ? ApiResponse.Text("text/csv; charset=utf-8", CostCsv.Write(report.Rows))
            : new ApiResponse { Status = 200, Body = JsonSerializer.SerializeToUtf8Bytes(report, CostJson.Default.CostReport) };
    }

    /// <summary>
    /// The report begins with the first use, not before the cluster was there: the alternatives would else pay for VMs through
    /// hours in which nothing was asked of anyone. It never begins after its end: what hosts say is by their clocks, and ours may be set.
    /// </summary>
    private static DateTimeOffset FirstUse(UsageLedger ledger, DateTimeOffset since, DateTimeOffset now)
    {
        var first = ledger.Records.Select(record => record.StartedAt).Concat(ledger.Sums.Select(sum => sum.From)).DefaultIfEmpty(now).Min();
        return first > now ? now : first > since ? first : since;
    }

    private static CostGrouping ParseGrouping(string? text) => text switch
    {
        null or "workload" => CostGrouping.Workload,
        "node" => CostGrouping.Node,
        "tier" => CostGrouping.Tier,
        "namespace" => CostGrouping.Namespace,
        _ => throw Refusal.BadRequest($"by: \"{text}\" is not accepted; workload, node, tier and namespace are"),
    };
}
