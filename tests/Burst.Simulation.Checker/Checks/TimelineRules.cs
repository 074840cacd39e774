using System.Numerics;
using Burst.Simulation.Checker.Inputs;
using Burst.Simulation.Checker.Prices;

namespace Burst.Simulation.Checker.Checks;

/// <summary>
/// The timeline says of the placements what they are: equal steps from the first submit to the last end, in each the average of what
/// jobs asked for, held and waited, and the cost to its end. A group's last second begun is paid in the step in which it ends.
/// </summary>
internal sealed class TimelineRules(Evidence evidence, List<TimelineRow> rows)
{
    private const int StepsMax = 1024;
    private const long MillisPerSecond = 1000;

    /// <summary>A unit is a thousandth of that of <see cref="GroupBill"/>: seconds become milliseconds.</summary>
    private const long UnitsPerPico = GroupBill.UnitsPerPico * MillisPerSecond;

    private readonly Level _demand = new();
    private readonly Level _onVm = new();
    private readonly Level _onAci = new();
    private readonly Level _waiting = new();
    private readonly Level _aciCost = new();
    private readonly List<(long AtMs, Int128 Units)> _lastSeconds = [];

    public void Check()
    {
        var span = Span.Of(evidence);
        if (evidence.Report.IsPartial || !CheckSteps(span))
            return;
        foreach (var placement in evidence.Placements.Where(placement => placement.Job >= 0))
            Add(placement, span.FirstSubmitMs);
        AddWaiting();
        var ends = rows.ConvertAll(row => Math.Min(row.FromMs + row.StepMs, span.LastEndMs)).ToArray();
        CheckAverages(ViolationKind.TimelineCores, "demand_cores", _demand.Until(ends), ends, row => row.DemandMillis, 1);
        CheckAverages(ViolationKind.TimelineCores, "vm_cores", _onVm.Until(ends), ends, row => row.VmMillis, 1);
        CheckAverages(ViolationKind.TimelineCores, "aci_cores", _onAci.Until(ends), ends, row => row.AciMillis, 1);
        CheckAverages(ViolationKind.TimelineWaiting, "jobs_waiting", _waiting.Until(ends), ends, row => row.WaitingMillis, 1000);
        CheckCosts(span, ends);
    }

    private bool CheckSteps(Span span)
    {
        var step = rows.Count == 0 ? 0 : rows[0].StepMs;
        var steps = step <= 0 ? 0 : (span.Millis + step - 1) / step;
        if (!evidence.Audit.Holds(rows.Count == steps && steps <= StepsMax && (steps > 0 || span.Millis == 0)))
        {
            evidence.Audit.Add(ViolationKind.TimelineSteps, "steps", null, $"{steps} of {Seconds.Text(step)}, at most {StepsMax}", $"{rows.Count}");
            return false;
        }

        var bad = rows.FindIndex(row => row.StepMs != step || row.FromMs != span.FirstSubmitMs + ((row.Line - 2) * step));
        if (evidence.Audit.Holds(bad < 0))
            return rows.Count > 0;
        evidence.Audit.Add(ViolationKind.TimelineSteps, $"line {rows[bad].Line}", rows[bad].FromMs, "a step that follows the one before", Seconds.Text(rows[bad].StepMs));
        return false;
    }

    /// <summary>What is out of the span by a fault that is judged elsewhere, is no part of a step.</summary>
    private void Add(in Placement placement, long firstMs)
    {
        var placed = evidence.PlacedAtMs(placement);
        _demand.Add(evidence.Trace.Times(placement.Job).SubmitMs, placement.EndMs, placement.Size.CpuMillis);
        (placement.Place.IsGroup ? _onAci : _onVm).Add(Math.Max(placed, firstMs), placement.EndMs, placement.Size.CpuMillis);
        if (evidence.GroupTier(placement) is not { } tier)
            return;
        var (size, rate) = (GroupSize.Of(placement.Size), PriceTable.Group(evidence.Options.Region, tier));
        var perMs = ((Int128)size.CentiCores * rate.PicoPerVcpuHour * 10) + ((Int128)size.DeciGb * rate.PicoPerGbHour * 100);
        _aciCost.Add(placed, placement.EndMs, perMs);
        var millis = placement.EndMs - placed;
        _lastSeconds.Add((placement.EndMs, perMs * ((MillisPerSecond - (millis % MillisPerSecond)) % MillisPerSecond)));
    }

    private void AddWaiting()
    {
        var seen = new bool[evidence.Trace.Count];
        foreach (var placement in evidence.Placements)
        {
            if (placement.Job < 0 || seen[placement.Job])
                continue;
            seen[placement.Job] = true;
            var submit = evidence.Trace.Times(placement.Job).SubmitMs;
            _waiting.Add(submit, Math.Max(submit, evidence.PlacedAtMs(placement)), 1);
        }
    }

    /// <summary>To the nearest thousandth, either way from the middle.</summary>
    private void CheckAverages(ViolationKind kind, string column, Int128[] until, long[] ends, Func<TimelineRow, long> said, int scale)
    {
        for (var index = 0; index < rows.Count; index++)
        {
            var sum = (until[index] - (index == 0 ? 0 : until[index - 1])) * scale;
            var millis = Math.Max(1, ends[index] - rows[index].FromMs);
            if (!evidence.Audit.Holds(Int128.Abs(((Int128)said(rows[index]) * millis) - sum) * 2 <= millis))
                evidence.Audit.Add(kind, column, rows[index].FromMs, $"{(decimal)sum / millis / 1000:0.###}", $"{said(rows[index]) / 1000m:0.###}");
        }
    }

    private void CheckCosts(Span span, long[] ends)
    {
        _lastSeconds.Sort((left, right) => left.AtMs.CompareTo(right.AtMs));
        var vmPerMs = evidence.Options.VmNodes == 0 ? 0 : evidence.Options.Vms.PicoPerHour(evidence.Options.Region, evidence.Options.VmTier) * MillisPerSecond;
        var (groups, next, lastSeconds) = (_aciCost.Until(ends), 0, Int128.Zero);
        for (var index = 0; index < rows.Count; index++)
        {
            for (; next < _lastSeconds.Count && _lastSeconds[next].AtMs <= ends[index]; next++)
                lastSeconds += _lastSeconds[next].Units;
            CheckCost("vm_cost_usd", rows[index], vmPerMs * (ends[index] - span.FirstSubmitMs), rows[index].VmPico);
            CheckCost("aci_cost_usd", rows[index], groups[index] + lastSeconds, rows[index].AciPico);
        }
    }

    private void CheckCost(string column, TimelineRow row, BigInteger units, long said)
    {
        var pico = ((units * 2) + UnitsPerPico) / (UnitsPerPico * 2);
        if (!evidence.Audit.Holds(pico == said))
            evidence.Audit.Add(ViolationKind.TimelineCost, column, row.FromMs, ReportRules.Text(pico), ReportRules.Text(said));
    }
}
