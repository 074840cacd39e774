namespace Burst.Core.Policies;

public enum BurstMode
{
    /// <summary>VM nodes only. What a workload without a policy gets.</summary>
    Never,

    /// <summary>VM nodes first; spill what still waits after <see cref="BurstPolicy.After"/>.</summary>
    Overflow,

    /// <summary>Virtual nodes first; VM nodes when those cannot.</summary>
    Prefer,

    /// <summary>Virtual nodes only.</summary>
    Always,
}
