using System.Collections.Immutable;
using System.Text;

namespace Burst.Manifests.Reading;

/// <summary>Kubernetes' limits on what an object's maps of strings hold.</summary>
internal static class DataSize
{
    /// <summary>In bytes of UTF-8.</summary>
    public static long Of(ImmutableSortedDictionary<string, string> data) =>
        data.Sum(pair => (long)Encoding.UTF8.GetByteCount(pair.Key) + Encoding.UTF8.GetByteCount(pair.Value));

    public static void Check(FieldReader fields, ImmutableSortedDictionary<string, string> data, int bytesMax)
    {
        var bytes = Of(data);
        if (bytes > bytesMax)
            fields.Error("data", $"keys and values together are {bytes} bytes; at most {bytesMax} are accepted");
    }
}
