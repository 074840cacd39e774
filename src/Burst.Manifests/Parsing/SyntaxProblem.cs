using YamlDotNet.Core;

namespace Burst.Manifests.Parsing;

/// <summary>Says what a syntax error most likely is, since a YAML scanner can only say what it was doing.</summary>
internal static class SyntaxProblem
{
    public static (Position At, string Message) Describe(YamlException error, string text)
    {
        var at = new Position((int)error.Start.Line, (int)error.Start.Column);
        if (error is AnchorNotFoundException || error.Message.Contains("anchor", StringComparison.OrdinalIgnoreCase))
            return (at, $"YAML syntax error: {Lower(error.Message)} Quote a value that starts with '*' or '&'.");
        if (error.Message.Contains("tab", StringComparison.Ordinal) && FindTab(text, at.Line) is { } tab)
            return (tab, "YAML syntax error: a tab indents this line; YAML indents with spaces only");
        return (at, $"YAML syntax error: {Lower(error.Message)}{Hint(error.Message)}");
    }

    private static string Hint(string message)
    {
        if (message.Contains("invalid mapping", StringComparison.Ordinal))
            return " Check the indentation of this line, and quote a value that contains ': '.";
        if (message.Contains("cannot start any token", StringComparison.Ordinal))
            return " Quote a value that starts with one of @ ` % or with a tab.";
        if (message.Contains("double-quoted", StringComparison.Ordinal) || message.Contains("single-quoted", StringComparison.Ordinal))
            return " Is the closing quote missing?";
        return "";
    }

    private static Position? FindTab(string text, int fromLine)
    {
        var lines = text.Split('\n');
        for (var index = Math.Max(0, fromLine - 1); index < lines.Length; index++)
        {
            var indent = lines[index].Length - lines[index].TrimStart(' ', '\t').Length;
            var tab = lines[index].IndexOf('\t', 0, indent);
            if (tab >= 0)
                return new(index + 1, tab + 1);
        }

        return null;
    }

    private static string Lower(string message) => message.Length == 0 ? message : char.ToLowerInvariant(message[0]) + message[1..];
}
