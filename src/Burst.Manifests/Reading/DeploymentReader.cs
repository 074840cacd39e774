using System.Collections.Immutable;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Workloads;

namespace Burst.Manifests.Reading;

internal static class DeploymentReader
{
    private const string AsRecreate = "this version replaces all pods at once, as Recreate does; write strategy.type: Recreate to say so";

    public static ClusterObject Read(FieldReader fields)
    {
        var metadata = MetadataReader.Read(fields);
        PolicyAnnotation.WarnOnWorkload(fields, metadata.Annotations);
        AddressAnnotations.WarnOnWorkload(fields, metadata.Annotations);
        LimitAnnotations.WarnOnWorkload(fields, metadata.Annotations);
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
        var read = new Deployment
        {
            Metadata = metadata,
            Replicas = spec.Integer("replicas", min: 0, max: Deployment.ReplicasMax) ?? 1,
            Selector = ReadSelector(spec, template.Labels),
            Template = template,
        };
        ReadStrategy(spec);
        spec.OnlyInteger("progressDeadlineSeconds", "600");
        spec.OnlyInteger("revisionHistoryLimit", "10");
        spec.OnlyInteger("minReadySeconds", "0");
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

    private static void ReadStrategy(FieldReader spec)
    {
        if (spec.Fields("strategy") is not { } strategy)
        {
            spec.Warn("strategy", $"RollingUpdate, Kubernetes' default, is not supported yet: {AsRecreate}");
            return;
        }

        var isRecreate = strategy.Choice("type", ("RollingUpdate", false), ("Recreate", true)) ?? false;
        if (strategy.Fields("rollingUpdate") is { } rolling)
        {
            if (isRecreate)
                strategy.Error("rollingUpdate", "does not go with type Recreate; remove it");
            rolling.Only("maxSurge", "25%");
            rolling.Only("maxUnavailable", "25%");
            rolling.Finish();
        }

        strategy.Finish();
        if (!isRecreate)
            spec.Warn("strategy", $"RollingUpdate is not supported yet: {AsRecreate}");
    }
}
