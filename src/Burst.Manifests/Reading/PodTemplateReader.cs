using System.Collections.Immutable;
using Burst.Core.Pods;

namespace Burst.Manifests.Reading;

internal static class PodTemplateReader
{
    /// <summary>Written into a Job's template by Kubernetes' job controller; they name the job they were exported from.</summary>
    private static readonly string[] JobControllerLabels =
        ["controller-uid", "batch.kubernetes.io/controller-uid", "job-name", "batch.kubernetes.io/job-name"];

    public static PodTemplate Read(FieldReader owner, PodUse use)
    {
        var nothing = new PodTemplate { Spec = new PodSpec { Containers = [] } };
        if (owner.Fields("template") is not { } template)
        {
            if (!owner.Has("template"))
                owner.Missing("template", "the pods to run: a map with metadata and spec");
            return nothing;
        }

        var read = ReadMetadata(template, use, nothing);
        if (template.Fields("spec") is { } spec)
            read = read with { Spec = PodSpecReader.Read(spec, use) };
        else if (!template.Has("spec"))
            template.Missing("spec", "a map with at least containers");
        template.Finish();
        return template.Fields("metadata") is { } metadata ? ApplyAnnotations(metadata, read) : read;
    }

    private static PodTemplate ApplyAnnotations(FieldReader metadata, PodTemplate read)
    {
        read = read with { Spec = LimitAnnotations.Apply(metadata, read.Annotations, AddressAnnotations.Apply(metadata, read.Annotations, read.Spec)) };
        read = read with { Spec = ConstraintsAnnotation.Apply(metadata, read.Annotations, read.Spec) };
        AddressAnnotations.WarnInTemplate(metadata, read.Spec);
        return read;
    }

    public static ImmutableSortedDictionary<string, string> WithoutJobControllerLabels(ImmutableSortedDictionary<string, string> labels) =>
        labels.RemoveRange(JobControllerLabels);

    public static bool IsJobControllerLabel(string key) => JobControllerLabels.Contains(key);

    private static PodTemplate ReadMetadata(FieldReader template, PodUse use, PodTemplate read)
    {
        if (template.Fields("metadata") is not { } metadata)
            return read;
        var labels = MetadataReader.ReadLabels(metadata);
        var annotations = MetadataReader.ReadAnnotations(metadata);
        PolicyAnnotation.Check(metadata, annotations);
        foreach (var ignored in new[] { "name", "namespace" })
        {
            if (metadata.Has(ignored))
                metadata.Warn(ignored, "is ignored, as in Kubernetes: pods take their name and namespace from their owner");
        }

        metadata.Drop("creationTimestamp");
        metadata.Finish("finalizers", "generateName", "ownerReferences");
        return read with { Labels = use == PodUse.Job ? WithoutJobControllerLabels(labels) : labels, Annotations = annotations };
    }
}
