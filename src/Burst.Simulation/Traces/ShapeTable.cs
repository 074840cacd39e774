using System.Collections.Immutable;
using Burst.Core.Units;

namespace Burst.Simulation.Traces;

/// <summary>The shapes met so far, one instance each.</summary>
public sealed class ShapeTable
{
    private readonly Dictionary<Resources, TraceShape> single = [];
    private readonly Dictionary<string, TraceShape> several = new(StringComparer.Ordinal);

    public TraceShape Of(Resources size)
    {
        if (!single.TryGetValue(size, out var shape))
            single[size] = shape = Create([new TracePods(1, size)]);
        return shape;
    }

    public TraceShape Of(ImmutableArray<TracePods> parts)
    {
        if (parts is [{ Count: 1, Size: var size }])
            return Of(size);
        var name = string.Join('+', parts);
        if (!several.TryGetValue(name, out var shape))
            several[name] = shape = Create(parts);
        return shape;
    }

    private TraceShape Create(ImmutableArray<TracePods> parts) => new(single.Count + several.Count, parts);
}
