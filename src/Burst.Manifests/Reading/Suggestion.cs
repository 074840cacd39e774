namespace Burst.Manifests.Reading;

/// <summary>Finds the word that was probably meant.</summary>
internal static class Suggestion
{
    private const int LengthMax = 40;
    private const int BeginningLengthMin = 4;

    /// <summary>The nearest candidate, if it is near; the first by name of equally near ones.</summary>
    public static string? For(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > LengthMax)
            return null;
        var allowed = Math.Max(1, word.Length / 3);
        return candidates
            .Select(candidate => (Name: candidate, Distance: Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(candidate => candidate.Distance <= allowed || IsBeginning(word, candidate.Name) || IsBeginning(candidate.Name, word))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    private static bool IsBeginning(string beginning, string word) =>
        beginning.Length >= BeginningLengthMin && word.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.</summary>
    private static int Distance(string from, string to)
    {
        var costs = new int[from.Length + 1, to.Length + 1];
        for (var row = 0; row <= from.Length; row++)
            costs[row, 0] = row;
        for (var column = 0; column <= to.Length; column++)
            costs[0, column] = column;
        for (var row = 1; row <= from.Length; row++)
        {
            for (var column = 1; column <= to.Length; column++)
            {
                var replaced = costs[row - 1, column - 1] + (from[row - 1] == to[column - 1] ? 0 : 1);
                var best = Math.Min(replaced, 1 + Math.Min(costs[row - 1, column], costs[row, column - 1]));
                var isSwap = row > 1 && column > 1 && from[row - 1] == to[column - 2] && from[row - 2] == to[column - 1];
                costs[row, column] = isSwap ? Math.Min(best, costs[row - 2, column - 2] + 1) : best;
            }
        }

        return costs[from.Length, to.Length];
    }
}
