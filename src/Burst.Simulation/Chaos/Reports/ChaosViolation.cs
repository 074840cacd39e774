namespace Burst.Simulation.Chaos.Reports;

/// <summary>A promise that was broken: in which history, when on its clock, which promise, where, and how.</summary>
public sealed record ChaosViolation(ulong Seed, TimeSpan At, string Promise, string Where, string Description)
{
    public override string ToString() => $"seed {Seed} at {At:d\\.hh\\:mm\\:ss}: {Promise}: {Where}: {Description}";
}
