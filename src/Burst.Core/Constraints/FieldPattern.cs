using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Burst.Core.Constraints;

/// <summary>
/// Regular expressions that users write, matched as in Marathon: the whole value has to. They take time in proportion to the value,
/// whatever they say: what would need backtracking is refused.
/// </summary>
public static class FieldPattern
{
    /// <summary>Characters of one.</summary>
    public const int LengthMax = 256;

    private const int KeptMax = 1024;
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly ConcurrentDictionary<string, Regex> Kept = new(StringComparer.Ordinal);

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? FindFault(string pattern)
    {
        if (pattern.Length > LengthMax)
            return $"is longer than {LengthMax} characters";
        try
        {
            _ = new Regex(pattern, Options); // By itself, so that no bracket of it closes one of ours.
            _ = Make(pattern);
            return null;
        }
        catch (ArgumentException exception)
        {
            return $"is no regular expression: {exception.Message}";
        }
        catch (NotSupportedException)
        {
            return "is not supported: back references, lookarounds and very large repetitions are left out, because they may take for ever";
        }
    }

    public static bool IsMatch(string pattern, string value)
    {
        if (!Kept.TryGetValue(pattern, out var regex))
        {
            if (Kept.Count >= KeptMax)
                Kept.Clear();
            Kept[pattern] = regex = Make(pattern);
        }

        return regex.IsMatch(value);
    }

    private static Regex Make(string pattern) => new($@"\A(?:{pattern})\z", Options);
}
