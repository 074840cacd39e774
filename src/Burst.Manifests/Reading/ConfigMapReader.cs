using Burst.Core.Objects;

namespace Burst.Manifests.Reading;

internal static class ConfigMapReader
{
    public static ClusterObject Read(FieldReader fields)
    {
        var read = new ConfigMap
        {
            Metadata = MetadataReader.Read(fields),
            Data = fields.TextMap("data", NameRules.DataKey),
            Immutable = fields.Flag("immutable") ?? false,
        };
        DataSize.Check(fields, read.Data, ConfigMap.BytesMax);
        fields.Finish("binaryData");
        return read;
    }
}
