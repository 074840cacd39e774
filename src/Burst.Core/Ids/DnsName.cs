using System.Text.RegularExpressions;

namespace Burst.Core.Ids;

/// <summary>Kubernetes' naming rules (RFC 1123).</summary>
public static partial class DnsName
{
    public const string LabelRule = "use lower-case letters, digits and '-', start and end with a letter or digit, at most 63 characters";

    public const string SubdomainRule =
        "use lower-case letters, digits, '-' and '.', start and end with a letter or digit, at most 253 characters";

    public static bool IsLabel(string text) => text.Length <= 63 && LabelPattern().IsMatch(text);

    public static bool IsSubdomain(string text) => text.Length <= 253 && SubdomainPattern().IsMatch(text);

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex LabelPattern();

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex SubdomainPattern();
}
