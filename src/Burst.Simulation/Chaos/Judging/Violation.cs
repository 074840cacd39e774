namespace Burst.Simulation.Chaos.Judging;

/// <summary>One promise that was broken.</summary>
/// <param name="What">Which promise; one of <see cref="Promises"/>.</param>
/// <param name="Where">The machine, group, pod or workload.</param>
/// <param name="At">On the world's clock.</param>
internal sealed record Violation(string What, string Where, DateTimeOffset At, string Description)
{
    public override string ToString() => $"{At:u} {What}: {Where}: {Description}";
}
