using System.Text.Json;
using System.Text.Json.Serialization;
using Burst.Core.Units;

namespace Burst.Core.Serialization;

/// <summary>Writes amounts as an object: <c>{"nvidia.com/gpu":1}</c>.</summary>
public sealed class ScalarResourcesJsonConverter : JsonConverter<ScalarResources>
{
    public override ScalarResources Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("Amounts of resources are an object.");
        var amounts = new Dictionary<string, long>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            amounts[name] = reader.GetInt64();
        }

        return ScalarResources.Of(amounts);
    }

    public override void Write(Utf8JsonWriter writer, ScalarResources value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, amount) in value.Amounts)
            writer.WriteNumber(name, amount);
        writer.WriteEndObject();
    }
}
