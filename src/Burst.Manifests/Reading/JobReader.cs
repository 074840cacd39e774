using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Workloads;

namespace Burst.Manifests.Reading;

/// <summary>
/// Reads a Job. Without completions as many pods must succeed as run at the same time: Kubernetes' meaning, a work queue whose first
/// success ends the job, is not supported.
/// </summary>
internal static class JobReader
{
    public static ClusterObject Read(FieldReader fields)
    {
        var metadata = MetadataReader.Read(fields, findNameProblem: NameRules.Label);
        metadata = metadata with { Labels = PodTemplateReader.WithoutJobControllerLabels(metadata.Labels) };
        PolicyAnnotation.WarnOnWorkload(fields, metadata.Annotations);
        AddressAnnotations.WarnOnWorkload(fields, metadata.Annotations);
        LimitAnnotations.WarnOnWorkload(fields, metadata.Annotations);
        ConstraintsAnnotation.WarnOnWorkload(fields, metadata.Annotations);
        fields.Drop("status");
        var spec = fields.Fields("spec");
        if (spec is null && !fields.Has("spec"))
            fields.Missing("spec", "a map with at least template");
        var nothing = new PodTemplate { Spec = new PodSpec { Containers = [] } };
        var read = spec is null
            ? new Job { Metadata = metadata, Parallelism = 1, Completions = 1, Template = nothing }
            : ReadSpec(spec, metadata);
        if (spec is not null)
            AllOrNothingAnnotation.Check(fields, spec, read);
        fields.Finish();
        return read;
    }

    private static Job ReadSpec(FieldReader spec, ObjectMeta metadata)
    {
        var parallelism = spec.Integer("parallelism", min: 0, max: Job.CompletionsMax) ?? 1;
        var read = new Job
        {
            Metadata = metadata,
            Parallelism = parallelism,
            Completions = spec.Integer("completions", min: 0, max: Job.CompletionsMax) ?? Math.Max(1, parallelism),
            BackoffLimit = spec.Integer("backoffLimit", min: 0) ?? 6,
            ActiveDeadline = spec.Seconds("activeDeadlineSeconds", min: 1),
            KeepAfterFinished = spec.Seconds("ttlSecondsAfterFinished", min: 0),
            Suspend = spec.Flag("suspend") ?? false,
            Template = PodTemplateReader.Read(spec, PodUse.Job),
        };
        if (!spec.Has("completions") && parallelism > 1)
        {
            spec.Warn("parallelism", $"completions is not set and taken as {parallelism}: Kubernetes' work queues, where the first "
                + "success ends the job, are not supported yet");
        }

        ReadSelector(spec);
        spec.Only("completionMode", "NonIndexed");
        spec.Only("podReplacementPolicy", "TerminatingOrFailed");
        spec.Only("managedBy", "kubernetes.io/job-controller");
        spec.OnlyFlag("manualSelector", "false");
        spec.Finish("backoffLimitPerIndex", "maxFailedIndexes", "podFailurePolicy", "successPolicy");
        return read;
    }

    /// <summary>An exported job carries the selector that Kubernetes' job controller made for it; Burst knows its pods by their owner.</summary>
    private static void ReadSelector(FieldReader spec)
    {
        if (spec.Fields("selector") is not { } selector)
            return;
        if (SelectorReader.Read(selector).Keys.Any(key => !PodTemplateReader.IsJobControllerLabel(key)))
            spec.Error("selector", "is not supported for a Job, which finds its pods by itself; remove it");
    }
}
