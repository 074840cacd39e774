namespace Burst.Simulation.Checker.Checks;

/// <summary>How long the VMs are paid for: from the first submit of a job that ran to the last end.</summary>
internal readonly record struct Span(long FirstSubmitMs, long LastEndMs)
{
    public long Millis => LastEndMs - FirstSubmitMs;

    /// <summary>Nothing when no job ran.</summary>
    public static Span Of(Evidence evidence)
    {
        var span = new Span(long.MaxValue, long.MinValue);
        foreach (var placement in evidence.Placements)
        {
            if (placement.Job >= 0)
                span = new Span(Math.Min(span.FirstSubmitMs, evidence.Trace.Times(placement.Job).SubmitMs), Math.Max(span.LastEndMs, placement.EndMs));
        }

        return span.FirstSubmitMs == long.MaxValue ? default : span;
    }
}
