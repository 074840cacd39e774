namespace Burst.Testing.Hosts;

/// <summary>The tests of a class need something of the machine, and are skipped where it is missing.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class NeedsAttribute : Attribute
{
    /// <summary>Null when it is there.</summary>
    public abstract string? SkipReason { get; }
}
