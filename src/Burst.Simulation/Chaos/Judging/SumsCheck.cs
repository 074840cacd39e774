using Burst.Core.Ledger;
using Burst.Cost.Prices;
using Burst.Cost.Reports;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>
/// What the database has, single records and sums, is charged to the pico-dollar as what was committed to it. A place that was refused
/// may be summed before the pod gets another: it is a row of nothing then, and rows of nothing are passed over.
/// </summary>
internal sealed class SumsCheck(JudgedWorld world, ViolationLog violations)
{
    public void Judge(IReadOnlyList<UsageRecord> committed, UsageLedger ledger)
    {
        // A clock that was set may have put what is on the books ahead of the world's time.
        var (from, to) = (world.Loop.Start.AddDays(-2), world.Now.AddDays(2));
        foreach (var grouping in new[] { CostGrouping.Workload, CostGrouping.Node })
        {
            var wanted = Rows(CostReporter.Report(committed, from, to, PriceBook.BuiltIn, grouping));
            var found = Rows(CostReporter.Report(ledger, from, to, PriceBook.BuiltIn, grouping));
            foreach (var row in wanted.Except(found))
                violations.Add(Promises.Invoice, "sums", $"committed, and not in {ledger.Sums.Count} sums and {ledger.Records.Count} records: {row}");
            foreach (var row in found.Except(wanted))
                violations.Add(Promises.Invoice, "sums", $"in {ledger.Sums.Count} sums and {ledger.Records.Count} records, and never committed: {row}");
        }
    }

    private static List<string> Rows(CostReport report) => [.. report.Rows
        .Where(row => row.CoreSeconds > 0 || row.Cost > default(Core.Units.Money))
        .Select(row => (row with { Pods = 0 }).ToString())];
}
