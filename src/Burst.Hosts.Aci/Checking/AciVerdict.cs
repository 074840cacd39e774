namespace Burst.Hosts.Aci.Checking;

/// <summary>How a thing that pods need is.</summary>
public enum AciVerdict
{
    Good,

    /// <summary>It could not be seen, or is not needed at once: pods may run.</summary>
    Unsure,

    /// <summary>Pods will not run.</summary>
    Missing,
}
