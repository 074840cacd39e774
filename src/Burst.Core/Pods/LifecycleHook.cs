using System.Collections.Immutable;

namespace Burst.Core.Pods;

/// <summary>What is done with a container right after it was started, or before it is asked to end. Exactly one of its members is set.</summary>
public sealed record LifecycleHook
{
    /// <summary>A command in the container.</summary>
    public ImmutableArray<string>? Exec { get; init; }

    /// <summary>A request to it.</summary>
    public HttpProbe? HttpGet { get; init; }

    /// <summary>A pause of 0 or more seconds, such as others need to stop sending it work.</summary>
    public int? SleepSeconds { get; init; }
}
