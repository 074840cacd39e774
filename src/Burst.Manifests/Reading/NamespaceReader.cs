using Burst.Core.Objects;

namespace Burst.Manifests.Reading;

internal static class NamespaceReader
{
    public static ClusterObject Read(FieldReader fields)
    {
        var read = new Namespace { Metadata = MetadataReader.Read(fields, isNamespaced: false, NameRules.Label) };
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
