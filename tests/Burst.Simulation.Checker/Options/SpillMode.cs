namespace Burst.Simulation.Checker.Options;

/// <summary>When a job may run in container groups.</summary>
internal enum SpillMode
{
    Overflow,
    Never,
    Always,
}
