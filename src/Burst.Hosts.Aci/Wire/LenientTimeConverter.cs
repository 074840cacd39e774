using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Burst.Hosts.Aci.Wire;

/// <summary>An instant, or unknown: services write the year 1 for "not yet", and one odd time must not hide a whole group.</summary>
internal sealed class LenientTimeConverter : JsonConverter<DateTimeOffset?>
{
    private const int EarliestYear = 2000;

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return Parse(reader.GetString());
        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } time)
            writer.WriteStringValue(time);
        else
            writer.WriteNullValue();
    }

    public static DateTimeOffset? Parse(string? text)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time) && time.Year >= EarliestYear ? time : null;
    }
}
