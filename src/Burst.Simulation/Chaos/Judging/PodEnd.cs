namespace Burst.Simulation.Chaos.Judging;

/// <summary>How a pod's life in one place came to its end.</summary>
internal enum PodEnd
{
    /// <summary>It has not.</summary>
    None,

    /// <summary>Its code ended.</summary>
    Itself,

    /// <summary>The control plane asked for it.</summary>
    ControlPlane,

    /// <summary>The world took it: power, eviction, somebody's hand.</summary>
    World,
}
