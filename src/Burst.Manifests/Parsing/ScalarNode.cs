namespace Burst.Manifests.Parsing;

/// <summary><see cref="Text"/> is the content as written, without quotes.</summary>
internal sealed record ScalarNode(Position At, string Text, ScalarKind Kind) : ManifestNode(At, 1);
