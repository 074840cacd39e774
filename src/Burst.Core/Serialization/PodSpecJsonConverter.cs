using System.Text.Json;
using System.Text.Json.Serialization;
using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Core.Serialization;

/// <summary>Writes a spec as without it, and once for the many pods of one template: it is half of what there is of a pod.</summary>
internal sealed class PodSpecJsonConverter : JsonConverter<PodSpec>
{
    private static readonly RecentlyMade<PodSpec, byte[]> Written = new(static spec => JsonSerializer.SerializeToUtf8Bytes(spec, CoreJson.Default.PodSpec));

    public override PodSpec? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonSerializer.Deserialize(ref reader, CoreJson.Default.PodSpec);

    public override void Write(Utf8JsonWriter writer, PodSpec value, JsonSerializerOptions options) => writer.WriteRawValue(Written.Of(value), skipInputValidation: true);
}
