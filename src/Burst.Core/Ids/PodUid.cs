using System.Text.Json.Serialization;
using Burst.Core.Serialization;

namespace Burst.Core.Ids;

/// <summary>The identity of a pod: a lower-case GUID. A pod's name may be used again; its UID never is.</summary>
[JsonConverter(typeof(StringValueJsonConverter<PodUid>))]
public readonly record struct PodUid : IStringValue<PodUid>, IComparable<PodUid>
{
    private PodUid(string value) => Value = value;

    public string Value { get; }

    public static PodUid From(Guid id) => new(id.ToString("D"));

    public static PodUid Parse(string text) => IsCanonical(text) ? new PodUid(text) : ParseAny(text);

    public int CompareTo(PodUid other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;

    /// <summary>UIDs are read back far more often than they are made: what is already in its form is not made again.</summary>
    private static bool IsCanonical(string text)
    {
        if (text.Length != 36)
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            var isDash = i is 8 or 13 or 18 or 23;
            if (isDash ? text[i] != '-' : !char.IsAsciiHexDigitLower(text[i]))
                return false;
        }

        return true;
    }

    private static PodUid ParseAny(string text) => Guid.TryParseExact(text, "D", out var id)
        ? From(id)
        : throw new FormatException($"'{text}' is not a pod UID; a GUID like 0f8fad5b-d9cb-469f-a165-70867728950e is.");
}
