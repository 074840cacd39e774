using System.Collections.Immutable;

namespace Burst.Simulation.Traces;

/// <summary>What a job is made of. Jobs of the same make share one instance, so that what is known of one is known of all.</summary>
public sealed class TraceShape(int number, ImmutableArray<TracePods> parts)
{
    /// <summary>Counts the shapes of a trace in the order they first appear, from 0.</summary>
    public int Number => number;

    public ImmutableArray<TracePods> Parts => parts;

    public int PodCount { get; } = parts.Sum(part => part.Count);

    public long CpuMillis { get; } = parts.Sum(part => part.Count * part.Size.CpuMillis);
}
