using System.Text.RegularExpressions;

namespace Burst.Emulator.Groups;

/// <summary>Names of some kind, in any case; <c>*</c> stands for any characters.</summary>
internal sealed class NamePatterns(IReadOnlyList<string> patterns)
{
    private readonly Regex[] _patterns =
        [.. patterns.Select(p => new Regex($"^{Regex.Escape(p).Replace(@"\*", ".*")}\\z", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase))];

    public bool Match(string name) => _patterns.Any(pattern => pattern.IsMatch(name));
}
