namespace Burst.Simulation.Checker;

/// <summary>How much was read and what was found.</summary>
internal sealed record CheckResult(int Placements, Audit Audit)
{
    public bool IsOk => Audit.Violations == 0;
}
