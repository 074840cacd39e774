namespace Burst.Manifests.Parsing;

/// <summary>The text cannot be read past <see cref="At"/>.</summary>
internal sealed class ManifestSyntaxException(Position at, string message) : Exception(message)
{
    public Position At { get; } = at;
}
