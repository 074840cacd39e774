using Burst.Simulation.Checker.Reporting;

namespace Burst.Simulation.Checker.Checks;

/// <summary>Jobs that were given a place later than the time they may wait for one.</summary>
internal sealed class Lateness(Evidence evidence)
{
    public void Check()
    {
        var late = new bool[evidence.Trace.Count];
        foreach (var placement in evidence.Placements)
        {
            if (placement.Job >= 0)
                late[placement.Job] |= evidence.PlacedAtMs(placement) > evidence.Trace.Times(placement.Job).SubmitMs + evidence.Options.AfterMs;
        }

        ReportRules.Whole(evidence, ViolationKind.ReportLate, ReportKeys.Late, late.LongCount(job => job));
        ReportRules.Reasons(evidence, ViolationKind.ReportLate, ReportKeys.LateBy, ReportKeys.Late);
    }
}
