namespace Burst.Simulation.Chaos.CrashPoints;

/// <summary>On which side of a call's effect the control plane is killed.</summary>
public enum CrashSide
{
    /// <summary>The request is lost with its sender.</summary>
    Before,

    /// <summary>The effect is there, and its sender does not hear of it.</summary>
    After,
}
