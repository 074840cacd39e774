namespace Burst.Simulation.Checker.Options;

/// <summary>When a job may run in container groups.</summary>
internal enum SpillMode
{
    Overflow,
    Never,
    Always,

    /// <summary>Groups first, VMs when they have no room: any place is right at any time.</summary>
    Prefer,
}
