using System.Text.Json;
using System.Text.Json.Serialization;

namespace Burst.Hosts.Aci.Wire;

/// <summary>The specification says "number", which may be written 2 or 2.0; anything that is not a whole number reads as unknown.</summary>
internal sealed class LenientIntConverter : JsonConverter<int?>
{
    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number))
            return double.IsInteger(number) && Math.Abs(number) <= int.MaxValue ? (int)number : null;
        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options)
    {
        if (value is { } number)
            writer.WriteNumberValue(number);
        else
            writer.WriteNullValue();
    }
}
