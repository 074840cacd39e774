using System.Text;

namespace Burst.Emulator.Runtime;

/// <summary>Reads a line as a small shell does: words, quotes, <c>$NAME</c> and <c>;</c> between commands. No pipes, no redirection.</summary>
internal static class ShellWords
{
    /// <summary>The commands of a line, each still to be split, since a variable of one may be what another leaves behind.</summary>
    public static IEnumerable<string> Commands(string line)
    {
        char? quote = null;
        var start = 0;
        for (var i = 0; i < line.Length; i++)
        {
            quote = quote is null && line[i] is ('"' or '\'') ? line[i] : line[i] == quote ? null : quote;
            if (quote is not null || line[i] != ';')
                continue;
            yield return line[start..i];
            start = i + 1;
        }

        yield return line[start..];
    }

    public static string[] Split(string command, Func<string, string> variable)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        char? quote = null;
        for (var i = 0; i < command.Length; i++)
        {
            var c = command[i];
            if (c == quote)
                quote = null;
            else if (quote is null && c is ('"' or '\''))
                (quote, word) = (c, word ?? new());
            else if (c == '$' && quote != '\'' && NameAt(command, i + 1) is { Length: > 0 } name)
                (word, i) = ((word ?? new()).Append(variable(name)), i + name.Length);
            else if (quote is null && c is (' ' or '\t'))
                End(words, ref word);
            else
                (word ??= new()).Append(c);
        }

        End(words, ref word);
        return [.. words];
    }

    private static void End(List<string> words, ref StringBuilder? word)
    {
        if (word is not null)
            words.Add(word.ToString());
        word = null;
    }

    private static string NameAt(string command, int start)
    {
        if (start < command.Length && command[start] == '?')
            return "?";
        var end = start;
        while (end < command.Length && (char.IsAsciiLetterOrDigit(command[end]) || command[end] == '_'))
            end++;
        return command[start..end];
    }
}
