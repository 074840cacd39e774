namespace Burst.Simulation.Chaos;

/// <summary>How large the worlds of a run are.</summary>
public enum WorldSize
{
    /// <summary>Drawn from the seed, with the kinds and the density of faults: what one world hides, another shows.</summary>
    Drawn,

    /// <summary>Two VM nodes, one region and few users, asked and stepped at the slow end, with every kind of fault: for long histories.</summary>
    Small,
}
