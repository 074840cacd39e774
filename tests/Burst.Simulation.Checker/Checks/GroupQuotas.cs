using Burst.Simulation.Checker.Inputs;
using Burst.Simulation.Checker.Prices;
using Burst.Simulation.Checker.Reporting;

namespace Burst.Simulation.Checker.Checks;

/// <summary>At no instant are more cores or groups in the region than the quotas; from the creation of a group to its end. Finds the peaks.</summary>
internal sealed class GroupQuotas(Evidence evidence)
{
    private long _centiCores;
    private long _groups;
    private long _peakCentiCores;
    private long _peakGroups;

    public void Check()
    {
        var rows = evidence.Placements.Where(placement => placement.Place.IsGroup).ToArray();
        Sweep.Run(
            Array.ConvertAll(rows, row => evidence.PlacedAtMs(row)),
            Array.ConvertAll(rows, row => row.EndMs),
            item => Enter(rows[item]),
            item => Leave(rows[item]));
        ReportRules.Ratio(evidence, ViolationKind.ReportPeak, ReportKeys.PeakCores, _peakCentiCores, 100);
        ReportRules.Whole(evidence, ViolationKind.ReportPeak, ReportKeys.PeakGroups, _peakGroups);
    }

    private void Enter(in Placement row)
    {
        _groups++;
        _centiCores += GroupSize.Of(row.Size).CentiCores;
        _peakGroups = Math.Max(_peakGroups, _groups);
        _peakCentiCores = Math.Max(_peakCentiCores, _centiCores);
        if (!evidence.Audit.Holds(_centiCores <= evidence.Options.AciCores * 100))
            Add(ViolationKind.AciCores, row, $"at most {evidence.Options.AciCores} cores", $"{_centiCores / 100m:0.##}");
        if (!evidence.Audit.Holds(_groups <= evidence.Options.AciGroups))
            Add(ViolationKind.AciGroups, row, $"at most {evidence.Options.AciGroups} groups", $"{_groups}");
    }

    private void Leave(in Placement row)
    {
        _groups--;
        _centiCores -= GroupSize.Of(row.Size).CentiCores;
    }

    private void Add(ViolationKind kind, in Placement row, string expected, string found) =>
        evidence.Audit.Add(kind, evidence.Subject(row), evidence.PlacedAtMs(row), expected, found);
}
