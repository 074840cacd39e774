using System.Collections.Immutable;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Workloads;

namespace Burst.Manifests.Reading;

internal static class DeploymentReader
{
    public static ClusterObject Read(FieldReader fields)
    {
        var metadata = MetadataReader.Read(fields);
        PolicyAnnotation.WarnOnWorkload(fields, metadata.Annotations);
        AddressAnnotations.WarnOnWorkload(fields, metadata.Annotations);
        LimitAnnotations.WarnOnWorkload(fields, metadata.Annotations);
        ConstraintsAnnotation.WarnOnWorkload(fields, metadata.Annotations);
        AllOrNothingAnnotation.WarnElsewhere(fields, metadata.Annotations);
        fields.Drop("status");
        var spec = fields.Fields("spec");
        if (spec is null && !fields.Has("spec"))
            fields.Missing("spec", "a map with replicas, selector and template");
        var read = spec is null ? Empty(metadata) : ReadSpec(spec, metadata);
        fields.Finish();
        return read;
    }

    private static Deployment Empty(ObjectMeta metadata) => new()
    {
        Metadata = metadata,
        Replicas = 1,
        Selector = ImmutableSortedDictionary<string, string>.Empty,
        Template = new PodTemplate { Spec = new PodSpec { Containers = [] } },
    };

    private static Deployment ReadSpec(FieldReader spec, ObjectMeta metadata)
    {
        var template = PodTemplateReader.Read(spec, PodUse.Deployment);
        var (minReady, deadline) = (spec.Seconds("minReadySeconds", min: 0) ?? TimeSpan.Zero, spec.Seconds("progressDeadlineSeconds", min: 1) ?? Deployment.DefaultProgressDeadline);
        if (deadline <= minReady)
            spec.Error("progressDeadlineSeconds", $"must be more than minReadySeconds ({minReady.TotalSeconds:0}), and is {deadline.TotalSeconds:0}: no pod could become available in time");
        var read = new Deployment
        {
            Metadata = metadata,
            Replicas = spec.Integer("replicas", min: 0, max: Deployment.ReplicasMax) ?? 1,
            Selector = ReadSelector(spec, template.Labels),
            Template = template,
            RollingUpdate = StrategyReader.Read(spec),
            MinReady = minReady,
            ProgressDeadline = deadline,
            RevisionsKept = spec.Integer("revisionHistoryLimit", min: 0, max: Deployment.RevisionsKeptMax) ?? Deployment.DefaultRevisionsKept,
        };
        spec.OnlyFlag("paused", "false");
        spec.Finish();
        return read;
    }

    private static ImmutableSortedDictionary<string, string> ReadSelector(FieldReader spec, ImmutableSortedDictionary<string, string> labels)
    {
        if (spec.Fields("selector") is not { } selector)
        {
            if (!spec.Has("selector"))
                spec.Missing("selector", "matchLabels with labels that spec.template.metadata.labels has too");
            return ImmutableSortedDictionary<string, string>.Empty;
        }

        var read = SelectorReader.Read(selector);
        if (read.IsEmpty && selector.Fields("matchLabels") is not { Map.Entries.IsEmpty: false })
            selector.Missing("matchLabels", "at least one label that spec.template.metadata.labels has too");
        foreach (var (key, value) in read.Where(pair => !labels.Contains(pair)))
        {
            var found = labels.TryGetValue(key, out var other) ? $"there {key} is {NodeText.Quote(other)}" : $"there is no {key} there";
            selector.Fields("matchLabels")!.Error(
                key, $"must be in spec.template.metadata.labels with the same value, and {found}; this selects {NodeText.Quote(value)}");
        }

        return read;
    }
}
