using System.Globalization;
using System.Text.Json;
using Burst.Core.Units;

namespace Burst.Cost.Prices;

/// <summary>Reads the fields of one JSON object and notes what is wrong: missing, of the wrong kind, unknown or repeated.</summary>
internal sealed class PriceFields
{
    /// <summary>A price beyond this is a slip of the hand: no machine costs a million dollars an hour.</summary>
    private const int DollarsPerHourMax = 1_000_000;

    private readonly Dictionary<string, JsonElement> _unread = new(StringComparer.Ordinal);
    private readonly PriceFileErrors _errors;

    public PriceFields(JsonElement element, string path, PriceFileErrors errors)
    {
        Path = path;
        _errors = errors;
        IsObject = element.ValueKind is JsonValueKind.Object;
        if (!IsObject)
        {
            errors.Add(path, $"expected an object, found {Describe(element)}");
            return;
        }

        foreach (var field in element.EnumerateObject())
        {
            if (!_unread.TryAdd(field.Name, field.Value))
                errors.Add(At(field.Name), "is there twice; keep one");
        }
    }

    public string Path { get; }

    public bool IsObject { get; }

    public string At(string name) => $"{Path}.{name}";

    /// <summary>A string that satisfies the rule; null, with an error noted, otherwise.</summary>
    public string? Text(string name, Predicate<string> isValid, string accepted)
    {
        if (Take(name, accepted) is not { } value)
            return null;
        if (value.ValueKind is JsonValueKind.String && value.GetString() is { } text && isValid(text))
            return text;
        return Refuse(name, value, accepted);
    }

    /// <summary>The same, and null without an error when the field is absent.</summary>
    public string? OptionalText(string name, Predicate<string> isValid, string accepted) =>
        _unread.ContainsKey(name) ? Text(name, isValid, accepted) : null;

    public int? Integer(string name, int min, int max)
    {
        var accepted = $"a whole number from {min} to {max}";
        if (Take(name, accepted) is not { } value)
            return null;
        if (value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max)
            return number;
        Refuse(name, value, accepted);
        return null;
    }

    public bool Has(string name) => _unread.ContainsKey(name);

    /// <summary>US dollars per hour, as a decimal string: JSON numbers lose digits in most tools that write them.</summary>
    public Money? Price(string name)
    {
        const string Accepted = "a decimal string of US dollars from \"0\" to \"1000000\" with at most 12 decimals, like \"0.0405\"";
        return Text(name, text => ParsePrice(text) is not null, Accepted) is { } text ? ParsePrice(text) : null;
    }

    public IEnumerable<PriceFields> Objects(string name) => Items(name, "an array of objects")
        .Select((item, index) => new PriceFields(item, $"{At(name)}[{index}]", _errors))
        .Where(item => item.IsObject);

    /// <summary>The items of an optional array.</summary>
    public IEnumerable<JsonElement> Items(string name, string accepted)
    {
        if (!_unread.Remove(name, out var value))
            return [];
        if (value.ValueKind is JsonValueKind.Array)
            return value.EnumerateArray();
        Refuse(name, value, accepted);
        return [];
    }

    /// <summary>To be called last: what was not read is not known.</summary>
    public void RejectRest(string accepted)
    {
        foreach (var name in _unread.Keys.Order(StringComparer.Ordinal))
            _errors.Add(At(name), $"is not a field here; {accepted}");
    }

    public static string Describe(JsonElement value)
    {
        const int ShownMax = 40;
        var text = value.GetRawText();
        return value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            _ => text.Length <= ShownMax ? text : text[..ShownMax] + "...",
        };
    }

    private JsonElement? Take(string name, string accepted)
    {
        if (_unread.Remove(name, out var value))
            return value;
        if (IsObject)
            _errors.Add(At(name), $"is missing; expected {accepted}");
        return null;
    }

    private string? Refuse(string name, JsonElement value, string accepted)
    {
        _errors.Add(At(name), $"{Describe(value)} is not accepted; expected {accepted}");
        return null;
    }

    private static Money? ParsePrice(string text)
    {
        const int TextMax = 20;
        const int DecimalsMax = 12;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (text.Length > TextMax || (point >= 0 && text.Length - point - 1 > DecimalsMax))
            return null;
        var isNumber = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars);
        return isNumber && dollars <= DollarsPerHourMax ? Money.FromDollars(dollars) : null;
    }
}
