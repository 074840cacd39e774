using System.Text.RegularExpressions;

namespace Burst.Manifests.Parsing;

/// <summary>A JSON path such as <c>spec.containers[0].env[1].value</c>, put together only when it is shown.</summary>
internal sealed partial record FieldPath(FieldPath? Parent, string Segment)
{
    private const int KeyLengthShown = 80;

    public static readonly FieldPath Root = new(null, "");

    public FieldPath Field(string name) => new(this, PlainKey().IsMatch(name) ? name : $"['{Shorten(name)}']");

    public FieldPath Item(int index) => new(this, $"[{index}]");

    public override string ToString()
    {
        var above = Parent?.ToString() ?? "";
        return above.Length == 0 || Segment.StartsWith('[') ? above + Segment : $"{above}.{Segment}";
    }

    private static string Shorten(string key) => key.Length <= KeyLengthShown ? key : key[..KeyLengthShown] + "...";

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_-]{0,79}\z")]
    private static partial Regex PlainKey();
}
