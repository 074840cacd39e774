namespace Burst.Core.Policies;

/// <summary>Whether a pod that finds no place may have others ended for it.</summary>
public enum PreemptionPolicy
{
    PreemptLowerPriority,

    /// <summary>It comes before others in line, and waits for room like them.</summary>
    Never,
}
