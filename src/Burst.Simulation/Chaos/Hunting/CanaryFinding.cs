using System.Collections.Immutable;
using Burst.Core.Canaries;
using Burst.Simulation.Chaos.Reports;

namespace Burst.Simulation.Chaos.Hunting;

/// <summary>What became of the hunt for one deliberate bug.</summary>
/// <param name="Violation">
/// The first of a promise that it is there to break, in a history that keeps all promises without it; null when it was not found.
/// </param>
/// <param name="Other">When it was not found: the first of any other promise. It may come of the bug, or of the other course of things.</param>
/// <param name="Songs">How often it had made a difference in that history by then; in all of them when it was not found.</param>
/// <param name="Histories">That were run with it, the last one included.</param>
public sealed record CanaryFinding(Canary Canary, ChaosViolation? Violation, ChaosViolation? Other, long Songs, int Histories)
{
    public bool IsFound => Violation is not null;

    /// <summary>The promises that it is there to break.</summary>
    public ImmutableArray<string> Expected => ExpectedPromises.Of(Canary);

    public override string ToString() => (Violation, Other) switch
    {
        ({ } found, _) => $"{Canary}: {found}",
        (null, { } other) => $"{Canary}: not found in {Histories} histories, in which it sang {Songs} times; but {other}",
        _ => $"{Canary}: not found in {Histories} histories, in which it sang {Songs} times",
    };
}
