namespace Burst.Simulation.Chaos.Vms;

/// <summary>How a simulated machine answers.</summary>
internal enum VmHealth
{
    Up,

    /// <summary>Requests arrive and have their effect; no answer comes.</summary>
    Hung,

    /// <summary>No request arrives.</summary>
    Unreachable,
}
