using Burst.Core.Pods;

namespace Burst.Hosts.Docker.Probing;

/// <summary>What the answers so far amount to: only so many of one kind in a row count. Pure.</summary>
/// <param name="Holds">Null until enough of one kind have come.</param>
/// <param name="LastWasGood">Of the last answer.</param>
/// <param name="InARow">How many like the last have come one after the other.</param>
internal readonly record struct ProbeTally(bool? Holds, bool LastWasGood, int InARow)
{
    public ProbeTally Add(bool isGood, Probe probe)
    {
        var inARow = InARow > 0 && isGood == LastWasGood ? Math.Min(InARow, int.MaxValue - 1) + 1 : 1;
        return new ProbeTally(inARow >= (isGood ? probe.SuccessThreshold : probe.FailureThreshold) ? isGood : Holds, isGood, inARow);
    }
}
