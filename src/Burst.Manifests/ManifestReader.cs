using System.Collections.Immutable;
using Burst.Core.Objects;
using Burst.Manifests.Parsing;
using Burst.Manifests.Reading;

namespace Burst.Manifests;

/// <summary>
/// Reads Kubernetes manifests: YAML or JSON, one or more documents, lists included. Nothing is silently ignored but what a server
/// writes into the objects it returns (<c>status</c>, <c>metadata.uid</c> and the like), so that an exported object applies again.
/// </summary>
public static class ManifestReader
{
    /// <param name="text">The file's content; at most 4 MiB.</param>
    /// <param name="source">What messages call the file.</param>
    /// <param name="defaultNamespace">For objects that name none.</param>
    /// <returns>The objects, or every error of the file at once.</returns>
    public static ManifestResult Read(string text, string source, string defaultNamespace = Namespace.Default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(source);
        var context = new ReadContext(source, defaultNamespace);
        var objects = new ObjectCollector(context);
        var document = 0;
        foreach (var node in DocumentStream.Read(text, context))
        {
            document++;
            objects.AddDocument(node, document);
        }

        var errors = context.Errors;
        ImmutableArray<ManifestObject> accepted = errors.IsEmpty ? objects.Objects : [];
        if (errors.IsEmpty && accepted.IsEmpty)
            context.Warn(Position.Start, FieldPath.Root, "there are no objects in this file");
        return new ManifestResult(accepted, errors, context.Warnings);
    }
}
