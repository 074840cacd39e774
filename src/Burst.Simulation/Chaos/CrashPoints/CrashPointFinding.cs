using Burst.Core.Canaries;

namespace Burst.Simulation.Chaos.CrashPoints;

/// <summary>Whether kills have found one deliberate bug.</summary>
/// <param name="Result">Of the first kill that broke a promise which the same kill keeps without the bug; null when none did.</param>
/// <param name="Songs">How often the bug made a difference in that history.</param>
/// <param name="Kills">That were tried, the last one included.</param>
public sealed record CrashPointFinding(Canary Canary, CrashPointResult? Result, long Songs, int Kills)
{
    public bool IsFound => Result is not null;
}
