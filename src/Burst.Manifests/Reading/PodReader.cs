using Burst.Core.Objects;
using Burst.Core.Pods;

namespace Burst.Manifests.Reading;

internal static class PodReader
{
    public static ClusterObject Read(FieldReader fields)
    {
        var metadata = MetadataReader.Read(fields);
        PolicyAnnotation.Check(fields.Fields("metadata"), metadata.Annotations);
        var spec = AddressAnnotations.Apply(fields.Fields("metadata"), metadata.Annotations, ReadSpec(fields));
        spec = LimitAnnotations.Apply(fields.Fields("metadata"), metadata.Annotations, spec);
        AllOrNothingAnnotation.WarnElsewhere(fields, metadata.Annotations);
        spec = ConstraintsAnnotation.Apply(fields.Fields("metadata"), metadata.Annotations, spec);
        fields.Drop("status");
        fields.Finish();
        return new Pod { Metadata = metadata, Spec = spec };
    }

    private static PodSpec ReadSpec(FieldReader fields)
    {
        if (fields.Fields("spec") is not { } spec)
        {
            if (!fields.Has("spec"))
                fields.Missing("spec", "a map with at least containers");
            return new PodSpec { Containers = [] };
        }

        if (spec.Has("nodeName"))
            spec.Warn("nodeName", "keeps the pod to this node alone; an exported manifest has the node that the pod was on: leave it out to have Burst choose");
        return PodSpecReader.Read(spec, PodUse.Pod);
    }
}
