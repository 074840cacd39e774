using System.Collections.Immutable;
using Burst.Core.Canaries;
using Burst.Simulation.Chaos.Reports;

namespace Burst.Simulation.Chaos.Hunting;

/// <summary>What became of the hunt for one deliberate bug.</summary>
/// <param name="Violation">The first promise it broke, in a history that keeps them all without it; null when it was not found.</param>
/// <param name="Songs">How often it had made a difference in that history by then; in all of them when it was not found.</param>
/// <param name="Histories">That were run with it, the last one included.</param>
public sealed record CanaryFinding(Canary Canary, ChaosViolation? Violation, long Songs, int Histories)
{
    public bool IsFound => Violation is not null;

    /// <summary>The promises that it is there to break; empty when any may show it.</summary>
    public ImmutableArray<string> Expected => ExpectedPromises.Of(Canary);

    /// <summary>It was found by a promise that it is there to break, not by what comes of that.</summary>
    public bool IsAsExpected => Violation is { } found && Expected.Contains(found.Promise);
}
