using Burst.Simulation.Checker.Reporting;

namespace Burst.Simulation.Checker.Checks;

/// <summary>The report tells the time that the VMs are paid for.</summary>
internal sealed class SpanRules(Evidence evidence)
{
    public void Check()
    {
        if (evidence.Placements.Count == 0)
            return;
        var span = Span.Of(evidence);
        ReportRules.Ratio(evidence, ViolationKind.ReportSpan, ReportKeys.FirstSubmit, span.FirstSubmitMs, 1000);
        ReportRules.Ratio(evidence, ViolationKind.ReportSpan, ReportKeys.LastEnd, span.LastEndMs, 1000);
    }
}
