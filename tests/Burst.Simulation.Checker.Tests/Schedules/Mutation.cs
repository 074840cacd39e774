namespace Burst.Simulation.Checker.Tests.Schedules;

/// <summary>
/// One planted fault. Where the report is refreshed it tells of the faulty rows truthfully, so that only the rule that was broken can
/// notice; otherwise it tells of the correct ones.
/// </summary>
internal sealed record Mutation(string Name, Func<Schedule> Make, bool RefreshReport, params ViolationKind[] Kinds)
{
    public override string ToString() => Name;
}
