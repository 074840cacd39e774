using System.Buffers;
using System.Text.Json.Serialization;
using Burst.Core.Serialization;

namespace Burst.Core.Ids;

/// <summary>The identity of a pod: a lower-case GUID. A pod's name may be used again; its UID never is.</summary>
[JsonConverter(typeof(StringValueJsonConverter<PodUid>))]
public readonly record struct PodUid : IStringValue<PodUid>, IComparable<PodUid>
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("0123456789abcdef-");

    private PodUid(string value) => Value = value;

    public string Value { get; }

    public static PodUid From(Guid id) => new(id.ToString("D"));

    public static PodUid Parse(string text) => IsCanonical(text) ? new PodUid(text) : ParseAny(text);

    public int CompareTo(PodUid other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;

    /// <summary>UIDs are read back far more often than they are made: what is already in its form is not made again.</summary>
    private static bool IsCanonical(string text)
    {
        const int dashes = 4;
        return text.Length == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-'
            && !text.AsSpan().ContainsAnyExcept(Letters) && text.AsSpan().Count('-') == dashes;
    }

    private static PodUid ParseAny(string text) => Guid.TryParseExact(text, "D", out var id)
        ? From(id)
        : throw new FormatException($"'{text}' is not a pod UID; a GUID like 0f8fad5b-d9cb-469f-a165-70867728950e is.");
}
