using System.Text.RegularExpressions;
using Burst.Core.Ids;

namespace Burst.Manifests.Reading;

/// <summary>Kubernetes' rules for names, labels and keys. Each returns what is wrong with the text, or null.</summary>
internal static partial class NameRules
{
    public const int AnnotationBytesMax = 256 * 1024;

    private const string QualifiedRule =
        "use letters, digits, '-', '_' and '.', start and end with a letter or digit, at most 63 characters, "
        + "optionally after a domain and '/', as in example.com/role";

    public static string? Label(string text) => DnsName.IsLabel(text) ? null : Bad(text, "name", DnsName.LabelRule);

    public static string? Subdomain(string text) => DnsName.IsSubdomain(text) ? null : Bad(text, "name", DnsName.SubdomainRule);

    public static string? LabelKey(string text)
    {
        var slash = text.IndexOf('/');
        var isValid = QualifiedPattern().IsMatch(text[(slash + 1)..]) && (slash < 0 || DnsName.IsSubdomain(text[..slash]));
        return isValid ? null : Bad(text, "key", QualifiedRule);
    }

    public static string? LabelValue(string text) => text.Length == 0 || QualifiedPattern().IsMatch(text)
        ? null
        : Bad(text, "label value", "use letters, digits, '-', '_' and '.', start and end with a letter or digit, at most 63 characters");

    public static string? DataKey(string text) => DataKeyPattern().IsMatch(text) && text is not ("." or "..")
        ? null
        : Bad(text, "key", "use letters, digits, '-', '_' and '.', at most 253 characters");

    public static string? EnvName(string text) => EnvNamePattern().IsMatch(text)
        ? null
        : Bad(text, "variable name", "use letters, digits, '_', '-' and '.', and do not start with a digit");

    public static string? EnvPrefix(string text) => text.Length == 0 ? null : EnvName(text);

    public static string? PortName(string text) => PortNamePattern().IsMatch(text)
        ? null
        : Bad(text, "port name", "use lower-case letters, digits and single '-' between them, with at least one letter, at most 15 characters");

    /// <summary>Processes take their environment and arguments as C strings.</summary>
    public static string? NoNul(string text) => text.Contains('\0') ? "must not contain a NUL character" : null;

    private static string Bad(string text, string what, string rule) => $"{NodeText.Quote(text)} is not a valid {what}; {rule}";

    [GeneratedRegex(@"\A[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?\z")]
    private static partial Regex QualifiedPattern();

    [GeneratedRegex(@"\A[-._a-zA-Z0-9]{1,253}\z")]
    private static partial Regex DataKeyPattern();

    [GeneratedRegex(@"\A[-._a-zA-Z][-._a-zA-Z0-9]*\z")]
    private static partial Regex EnvNamePattern();

    [GeneratedRegex(@"\A(?=.{1,15}\z)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex PortNamePattern();
}
