using System.Collections.Immutable;

namespace Burst.Manifests.Parsing;

internal sealed record ListNode(Position At, int Size, ImmutableArray<ManifestNode> Items) : ManifestNode(At, Size);
