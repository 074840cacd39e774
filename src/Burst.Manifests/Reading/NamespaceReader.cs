using Burst.Core.Objects;

namespace Burst.Manifests.Reading;

internal static class NamespaceReader
{
    public static ClusterObject Read(FieldReader fields)
    {
        var read = new Namespace { Metadata = MetadataReader.Read(fields, isNamespaced: false, NameRules.Label) };
        if (read.Metadata.Annotations.TryGetValue(Namespace.WeightAnnotation, out var weight) && Namespace.ParseWeight(weight) is null)
            AddressAnnotations.Error(fields.Fields("metadata")!, Namespace.WeightAnnotation, $"must be a whole number from 1 to {Namespace.WeightMax}, such as \"2\", not {NodeText.Quote(weight)}");
        if (fields.Fields("spec") is { } spec)
        {
            spec.Texts("finalizers", finalizer => finalizer == "kubernetes" ? null : "only the finalizer kubernetes is supported; remove it");
            spec.Finish();
        }

        fields.Drop("status");
        fields.Finish();
        return read;
    }
}
