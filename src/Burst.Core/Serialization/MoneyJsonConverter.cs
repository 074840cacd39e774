using System.Text.Json.Serialization;
using System.Text.Json;
using Burst.Core.Units;

namespace Burst.Core.Serialization;

/// <summary>Money travels as a decimal string: JSON numbers lose digits in most readers.</summary>
public sealed class MoneyJsonConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Money.Parse(reader.GetString() ?? throw new JsonException("Money is a decimal string."));

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
