using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace Burst.Manifests.Writing;

/// <summary>How a string must be written to be read back as that string, by readers of YAML 1.1 too.</summary>
internal static partial class YamlText
{
    private static readonly string[] Yaml11Words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

    public static ScalarStyle StyleOf(string text, bool isKey)
    {
        if (IsPlainSafe(text))
            return ScalarStyle.Plain;
        return !isKey && IsBlockSafe(text) ? ScalarStyle.Literal : ScalarStyle.DoubleQuoted;
    }

    private static bool IsPlainSafe(string text) =>
        QuantityOrUidPattern().IsMatch(text)
        || (PlainPattern().IsMatch(text)
            && !text.EndsWith(':')
            && !Array.Exists(Yaml11Words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Lines of printable text without blanks at their ends, which a block scalar keeps as they are.</summary>
    private static bool IsBlockSafe(string text) =>
        text.Contains('\n')
        && text[0] is not (' ' or '\n')
        && !text.EndsWith("\n\n", StringComparison.Ordinal)
        && text.All(character => character is '\n' or (>= ' ' and <= '~'))
        && text.Split('\n').All(line => !line.EndsWith(' '));

    /// <summary>Starts with a letter, '/' or '_' and has nothing that YAML reads as syntax; never a number, date or time.</summary>
    [GeneratedRegex(@"\A[A-Za-z/_]([A-Za-z0-9 /_.,=+@%()-]|:(?=[A-Za-z0-9/]))*(?<! )\z")]
    private static partial Regex PlainPattern();

    /// <summary>The two that start with a digit in every object, as kubectl shows them.</summary>
    [GeneratedRegex(@"\A([0-9]+([KMGT]i|m)|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\z")]
    private static partial Regex QuantityOrUidPattern();
}
