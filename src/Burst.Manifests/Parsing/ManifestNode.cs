namespace Burst.Manifests.Parsing;

/// <summary>A YAML or JSON value with its place. <see cref="Size"/> counts the nodes below it, each use of an alias again.</summary>
internal abstract record ManifestNode(Position At, int Size);
