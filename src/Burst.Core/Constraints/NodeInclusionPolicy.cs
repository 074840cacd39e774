namespace Burst.Core.Constraints;

/// <summary>Whether nodes that a pod may not have count as places to spread over.</summary>
public enum NodeInclusionPolicy
{
    /// <summary>They do not.</summary>
    Honor,

    /// <summary>They do.</summary>
    Ignore,
}
