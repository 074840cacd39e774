using System.Collections.Immutable;
using Burst.Core.Objects;

namespace Burst.Manifests.Reading;

/// <summary>Reads metadata: what the user declares is kept, what a server wrote is dropped.</summary>
internal static class MetadataReader
{
    private static readonly string[] ServerOwned =
    [
        "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds",
        "managedFields", "ownerReferences", "selfLink",
    ];

    private static readonly string[] ServerAnnotations =
    [
        "kubectl.kubernetes.io/last-applied-configuration", "deployment.kubernetes.io/revision", "batch.kubernetes.io/job-tracking",
    ];

    private static readonly string[] ServerFinalizers =
        ["batch.kubernetes.io/job-tracking", "kubernetes.io/pvc-protection", "foregroundDeletion", "orphan", "kubernetes"];

    public static ObjectMeta Read(FieldReader fields, bool isNamespaced = true, Func<string, string?>? findNameProblem = null)
    {
        if (fields.Fields("metadata") is not { } metadata)
        {
            if (!fields.Has("metadata"))
                fields.Missing("metadata", "a map with at least the object's name");
            return new ObjectMeta { Name = "" };
        }

        var meta = new ObjectMeta
        {
            Name = ReadName(metadata, findNameProblem ?? NameRules.Subdomain),
            Namespace = ReadNamespace(metadata, isNamespaced),
            Labels = ReadLabels(metadata),
            Annotations = ReadAnnotations(metadata),
        };
        ReadFinalizers(metadata);
        metadata.Drop(ServerOwned);
        if (metadata.Has("name"))
            metadata.Drop("generateName");
        metadata.Finish("generateName", "clusterName");
        return meta;
    }

    public static ImmutableSortedDictionary<string, string> ReadLabels(FieldReader metadata) =>
        metadata.TextMap("labels", NameRules.LabelKey, NameRules.LabelValue);

    public static ImmutableSortedDictionary<string, string> ReadAnnotations(FieldReader metadata)
    {
        var annotations = metadata.TextMap("annotations", NameRules.LabelKey).RemoveRange(ServerAnnotations);
        if (DataSize.Of(annotations) > NameRules.AnnotationBytesMax)
            metadata.Error("annotations", $"keys and values together must not exceed {NameRules.AnnotationBytesMax / 1024} KiB");
        return annotations;
    }

    private static string ReadName(FieldReader metadata, Func<string, string?> findProblem)
    {
        if (!metadata.Has("name") && metadata.Has("generateName"))
        {
            metadata.Error("generateName", "is not supported; applying twice would make two objects. Write metadata.name");
            return "";
        }

        return metadata.RequiredText("name", "the object's name", findProblem);
    }

    private static string ReadNamespace(FieldReader metadata, bool isNamespaced)
    {
        if (isNamespaced)
            return metadata.Text("namespace", NameRules.Label) ?? metadata.Context.DefaultNamespace;
        if (metadata.Has("namespace"))
            metadata.Error("namespace", "this kind belongs to no namespace; remove the field");
        return "";
    }

    private static void ReadFinalizers(FieldReader metadata) =>
        metadata.Texts("finalizers", finalizer => ServerFinalizers.Contains(finalizer)
            ? null
            : $"finalizers such as {NodeText.Quote(finalizer)} are not supported yet; remove it");
}
