namespace Burst.Simulation.Checker.Checks;

/// <summary>How long the VMs are paid for: from the first submit to the last end.</summary>
internal static class Span
{
    public static long Millis(Evidence evidence)
    {
        if (evidence.Placements.Count == 0)
            return 0;
        var first = long.MaxValue;
        for (var job = 0; job < evidence.Trace.Count; job++)
            first = Math.Min(first, evidence.Trace.Times(job).SubmitMs);
        return evidence.Placements.Max(placement => placement.EndMs) - first;
    }
}
