using System.Collections.Immutable;
using Burst.Core.Ids;

namespace Burst.Core.Pods;

/// <summary>
/// The keys of a ConfigMap or Secret as files: all of them, or those of <see cref="Items"/> under other names. A missing optional
/// object gives an empty folder.
/// </summary>
public sealed record DataVolume(ObjectKind Kind, string Name, bool Optional)
{
    /// <summary>Null for every key under its own name.</summary>
    public ImmutableArray<VolumeItem>? Items { get; init; }
}
