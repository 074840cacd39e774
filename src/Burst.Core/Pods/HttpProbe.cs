using System.Collections.Immutable;

namespace Burst.Core.Pods;

/// <summary>A GET to the container itself: <see cref="Path"/> begins with '/', <see cref="Port"/> is 1-65535, <see cref="Scheme"/> http or https.</summary>
public sealed record HttpProbe(string Path, int Port, string Scheme)
{
    /// <summary>Null for none.</summary>
    public ImmutableArray<HttpProbeHeader>? Headers { get; init; }
}
