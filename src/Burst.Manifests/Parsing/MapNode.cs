using System.Collections.Immutable;

namespace Burst.Manifests.Parsing;

/// <summary>Entries in file order; keys are unique.</summary>
internal sealed record MapNode(Position At, int Size, ImmutableArray<MapEntry> Entries) : ManifestNode(At, Size);
