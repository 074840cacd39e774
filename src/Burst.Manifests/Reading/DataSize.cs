using System.Collections.Immutable;
using System.Text;

namespace Burst.Manifests.Reading;

/// <summary>Kubernetes' limit on what one ConfigMap or Secret holds.</summary>
internal static class DataSize
{
    public static void Check(FieldReader fields, ImmutableSortedDictionary<string, string> data, int bytesMax)
    {
        var bytes = data.Sum(pair => (long)Encoding.UTF8.GetByteCount(pair.Key) + Encoding.UTF8.GetByteCount(pair.Value));
        if (bytes > bytesMax)
            fields.Error("data", $"keys and values together are {bytes} bytes; at most {bytesMax} are accepted");
    }
}
