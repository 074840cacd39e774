using System.Text.RegularExpressions;

namespace Burst.Emulator.Groups;

/// <summary>Images that cannot be pulled, by name; <c>*</c> stands for any characters.</summary>
internal sealed class ImagePatterns(IReadOnlyList<string> patterns)
{
    private readonly Regex[] _patterns =
        [.. patterns.Select(p => new Regex($"^{Regex.Escape(p).Replace(@"\*", ".*")}\\z", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase))];

    public bool Match(string image) => _patterns.Any(pattern => pattern.IsMatch(image));
}
