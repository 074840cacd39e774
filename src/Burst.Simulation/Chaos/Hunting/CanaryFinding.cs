using Burst.Core.Canaries;
using Burst.Simulation.Chaos.Reports;

namespace Burst.Simulation.Chaos.Hunting;

/// <summary>What became of the hunt for one deliberate bug.</summary>
/// <param name="Violation">The first promise it broke that its seed keeps without it; null when it was not found.</param>
/// <param name="Histories">That were run, the last one included.</param>
public sealed record CanaryFinding(Canary Canary, ChaosViolation? Violation, int Histories)
{
    public bool IsFound => Violation is not null;
}
