using Burst.Manifests.Parsing;

namespace Burst.Manifests.Reading;

/// <summary>How messages name what was found.</summary>
internal static class NodeText
{
    private const int LengthShown = 60;

    public static string Describe(ManifestNode node) => node switch
    {
        MapNode => "a map",
        ListNode => "a list",
        ScalarNode { Kind: ScalarKind.Null } => "null",
        ScalarNode { Kind: ScalarKind.Boolean } scalar => $"the boolean {scalar.Text}",
        ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Number } scalar => $"the number {Shorten(scalar.Text)}",
        ScalarNode scalar => $"the string {Quote(scalar.Text)}",
        _ => "something else",
    };

    public static string Quote(string text) => $"\"{Shorten(text).Replace("\"", "\\\"").Replace("\r", "\\r").Replace("\n", "\\n")}\"";

    private static string Shorten(string text) => text.Length <= LengthShown ? text : text[..LengthShown] + "...";
}
