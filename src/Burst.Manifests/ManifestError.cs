namespace Burst.Manifests;

/// <summary>What is wrong in a manifest, where, and what would be accepted.</summary>
/// <param name="Source">The file's name as it was given.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Path">JSON path in the document, such as <c>spec.template.spec.containers[0].image</c>; empty for the file as a whole.</param>
/// <param name="Message">A sentence without a full stop.</param>
public sealed record ManifestError(string Source, int Line, int Column, string Path, string Message)
{
    /// <summary><c>web.yaml:12:9: spec.replicas: must be a whole number</c>.</summary>
    public override string ToString() =>
        Path.Length == 0 ? $"{Source}:{Line}:{Column}: {Message}" : $"{Source}:{Line}:{Column}: {Path}: {Message}";
}
