using System.Buffers;

namespace Burst.Hosts.Aci.Logs;

/// <summary>
/// ACI always answers with all it keeps of a log, which grows at its end, loses its beginning when it is full or the container
/// stops, and begins anew when the container restarts. This finds what is new since the last answer.
/// </summary>
internal sealed class LogSplice
{
    private string _seen = "";

    /// <summary>What follows the text taken before. <c>Continues</c> is false where they do not meet: a gap or a new beginning.</summary>
    public (string Text, bool Continues) TakeNew(string content)
    {
        if (_seen.StartsWith(content, StringComparison.Ordinal))
            return ("", true); // An older answer, or the same again.
        var overlap = content.StartsWith(_seen, StringComparison.Ordinal) ? _seen.Length : FindOverlap(_seen, content);
        var continues = overlap > 0 || _seen.Length == 0;
        _seen = content;
        return (content[overlap..], continues);
    }

    /// <summary>The longest beginning of <paramref name="content"/> that <paramref name="seen"/> ends with. Linear in time.</summary>
    private static int FindOverlap(string seen, string content)
    {
        var borders = ArrayPool<int>.Shared.Rent(content.Length);
        try
        {
            borders[0] = 0;
            for (int at = 1, matched = 0; at < content.Length; at++)
                borders[at] = matched = Advance(content, borders, matched, content[at]);

            var overlap = 0;
            foreach (var character in seen.AsSpan(Math.Max(0, seen.Length - content.Length)))
                overlap = Advance(content, borders, overlap == content.Length ? borders[overlap - 1] : overlap, character);

            // Less than one whole line in common is chance: every line begins with a year.
            return overlap == content.Length || content.AsSpan(0, overlap).Contains('\n') ? overlap : 0;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(borders);
        }
    }

    private static int Advance(string pattern, int[] borders, int matched, char character)
    {
        while (matched > 0 && pattern[matched] != character)
            matched = borders[matched - 1];
        return pattern[matched] == character ? matched + 1 : 0;
    }
}
