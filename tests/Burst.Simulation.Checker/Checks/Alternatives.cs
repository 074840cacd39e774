using System.Numerics;
using Burst.Simulation.Checker.Inputs;
using Burst.Simulation.Checker.Options;
using Burst.Simulation.Checker.Prices;
using Burst.Simulation.Checker.Reporting;

namespace Burst.Simulation.Checker.Checks;

/// <summary>
/// The alternatives that the trace alone decides: every job in container groups of the first tier from its submit on, without quotas;
/// and never to spill, when that is the policy that was run.
/// </summary>
internal sealed class Alternatives(Evidence evidence)
{
    public void Check()
    {
        if (evidence.Report.IsPartial)
            return;
        if (PriceTable.IsOffered(evidence.Options.Region, evidence.Options.Tiers[0]))
            CheckAllOnAci(evidence.Options.Tiers[0]);
        if (evidence.Options is not { Policy: SpillMode.Never, VmNodes: > 0 })
            return;
        Same(ReportKeys.NeverSpillCost, ReportKeys.CostTotal);
        Same(ReportKeys.NeverSpillLeftOut, ReportKeys.Rejected);
    }

    private void CheckAllOnAci(string tier)
    {
        var (bill, leftOut) = (default(GroupBill), 0);
        for (var job = 0; job < evidence.Trace.Count; job++)
        {
            if (!TryAdd(ref bill, job, tier))
                leftOut++;
        }

        var cost = bill.IsEmpty ? BigInteger.Zero : GroupBill.Round(bill.Units(PriceTable.Group(evidence.Options.Region, tier)));
        ReportRules.Ratio(evidence, ViolationKind.CostOfAlternative, ReportKeys.AllOnAciCost, cost, BigInteger.Pow(10, PolicyReport.Scale));
        ReportRules.Whole(evidence, ViolationKind.CostOfAlternative, ReportKeys.AllOnAciLeftOut, leftOut);
    }

    private bool TryAdd(ref GroupBill bill, int job, string tier)
    {
        var millis = evidence.Trace.Times(job).DurationMs + evidence.Options.AciStartMs;
        if (!evidence.Trace.IsGang(job))
            return TryAdd(ref bill, evidence.Trace.Pod(job), millis, tier);
        var pods = evidence.Trace.Pods(job);
        if (!Array.TrueForAll(pods, pod => GroupSize.Of(pod).FitsIn(GroupSize.Max(tier))))
            return false;
        foreach (var pod in pods)
            TryAdd(ref bill, pod, millis, tier);
        return true;
    }

    private static bool TryAdd(ref GroupBill bill, PodSize pod, long millis, string tier)
    {
        var size = GroupSize.Of(pod);
        if (!size.FitsIn(GroupSize.Max(tier)))
            return false;
        bill.Add(size, millis);
        return true;
    }

    private void Same(string path, string asPath)
    {
        if (evidence.Report.Amount(asPath) is { } amount)
            ReportRules.Ratio(evidence, ViolationKind.CostOfAlternative, path, amount, BigInteger.Pow(10, PolicyReport.Scale));
    }
}
