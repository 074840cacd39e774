namespace Burst.Core.Ids;

/// <summary>Kubernetes' naming rules (RFC 1123).</summary>
public static class DnsName
{
    public const string LabelRule = "use lower-case letters, digits and '-', start and end with a letter or digit, at most 63 characters";

    public const string SubdomainRule =
        "use lower-case letters, digits, '-' and '.', start and end with a letter or digit, at most 253 characters";

    public static bool IsLabel(string text) => IsLabel(text.AsSpan());

    public static bool IsSubdomain(string text)
    {
        if (text.Length > 253)
            return false;
        foreach (var part in text.AsSpan().Split('.'))
        {
            if (!IsPart(text.AsSpan(part)))
                return false;
        }

        return true;
    }

    private static bool IsLabel(ReadOnlySpan<char> text) => text.Length <= 63 && IsPart(text);

    private static bool IsPart(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] == '-' || text[^1] == '-')
            return false;
        foreach (var letter in text)
        {
            if (!char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter) && letter != '-')
                return false;
        }

        return true;
    }
}
