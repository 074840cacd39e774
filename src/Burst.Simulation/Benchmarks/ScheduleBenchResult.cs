namespace Burst.Simulation.Benchmarks;

/// <summary>What a run of <see cref="ScheduleBench"/> came to.</summary>
/// <param name="Placed">Pods that have a place, each of which was checked.</param>
/// <param name="Violations">What <see cref="PlacementCheck"/> found wrong, in words; empty when all is right.</param>
/// <param name="Elapsed">In steps, from the arrival of the first batch to the last commit; without making pods and without the check.</param>
/// <param name="StepP50">Half of the steps with pods took no longer.</param>
/// <param name="StepP99">99 of 100 of them took no longer.</param>
/// <param name="LastTenthToFirst">Placements a second in the last tenth of the steps by those in the first; 1 is flat.</param>
/// <param name="BytesPerPlacement">Allocated on the managed heap in steps.</param>
/// <param name="IdleStep">The median step in which nothing had changed, with all pods in the state.</param>
public sealed record ScheduleBenchResult(
    int Placed, IReadOnlyList<string> Violations, TimeSpan Elapsed, TimeSpan StepP50, TimeSpan StepP99, double LastTenthToFirst,
    long BytesPerPlacement, TimeSpan IdleStep)
{
    /// <summary>Pods that had a place, and were ended for others.</summary>
    public int Preempted { get; init; }

    public double PlacementsPerSecond => (Placed + Preempted) / Elapsed.TotalSeconds;
}
