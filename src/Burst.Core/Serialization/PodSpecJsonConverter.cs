using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Core.Serialization;

/// <summary>
/// Writes a spec as without it, and once for the many pods of one template: it is half of what there is of a pod. What is read is shared in the same way,
/// so that after a load what is kept by spec is found as before it.
/// </summary>
internal sealed class PodSpecJsonConverter : JsonConverter<PodSpec>
{
    private static readonly RecentlyMade<PodSpec, byte[]> Written = new(static spec => JsonSerializer.SerializeToUtf8Bytes(spec, CoreJson.Default.PodSpec));
    private static readonly RecentlyRead<PodSpec> Known = new(static json => JsonSerializer.Deserialize(json, CoreJson.Default.PodSpec)!);

    public override PodSpec? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return JsonSerializer.Deserialize(ref reader, CoreJson.Default.PodSpec);
        using var value = JsonDocument.ParseValue(ref reader);
        return Known.Of(JsonMarshal.GetRawUtf8Value(value.RootElement));
    }

    public override void Write(Utf8JsonWriter writer, PodSpec value, JsonSerializerOptions options) => writer.WriteRawValue(Written.Of(value), skipInputValidation: true);
}
