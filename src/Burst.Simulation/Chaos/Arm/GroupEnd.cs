namespace Burst.Simulation.Chaos.Arm;

/// <summary>How the containers of a group came to their end.</summary>
internal enum GroupEnd
{
    /// <summary>They have not.</summary>
    None,

    /// <summary>By themselves.</summary>
    Exited,

    /// <summary>By a DELETE.</summary>
    DeletedByApi,

    /// <summary>By somebody in the portal.</summary>
    DeletedByHand,
}
