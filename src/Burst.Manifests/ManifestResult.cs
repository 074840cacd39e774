using System.Collections.Immutable;

namespace Burst.Manifests;

/// <summary>All that is in a file, or all that is wrong with it: with any error there are no objects.</summary>
/// <param name="Objects">In file order; each kind, namespace and name once.</param>
/// <param name="Errors">In file order.</param>
/// <param name="Warnings">What is accepted and means something other than it may seem, with file, line and path.</param>
public sealed record ManifestResult(
    ImmutableArray<ManifestObject> Objects,
    ImmutableArray<ManifestError> Errors,
    ImmutableArray<string> Warnings);
