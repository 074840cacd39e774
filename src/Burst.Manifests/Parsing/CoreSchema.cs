using System.Text.RegularExpressions;

namespace Burst.Manifests.Parsing;

/// <summary>
/// The YAML 1.2 core schema: which type an unquoted scalar has. Unlike YAML 1.1, <c>yes</c>, <c>on</c> and <c>12:30</c> are strings.
/// </summary>
internal static partial class CoreSchema
{
    public static ScalarKind KindOf(string plain) => plain switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarKind.Boolean,
        _ when IntegerPattern().IsMatch(plain) => ScalarKind.Integer,
        _ when NumberPattern().IsMatch(plain) => ScalarKind.Number,
        _ => ScalarKind.String,
    };

    [GeneratedRegex(@"\A([-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\z")]
    private static partial Regex IntegerPattern();

    [GeneratedRegex(@"\A([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z")]
    private static partial Regex NumberPattern();
}
