using System.Text;
using Burst.Manifests.Reading;
using YamlDotNet.Core;

namespace Burst.Manifests.Parsing;

/// <summary>
/// The documents of a file, in order. JSON is read as the YAML it is. A syntax error ends the stream, after the documents before
/// it: what is wrong in those is still reported.
/// </summary>
internal static class DocumentStream
{
    public static IEnumerable<ManifestNode> Read(string text, ReadContext context)
    {
        var body = text.StartsWith('\uFEFF') ? text[1..] : text;
        if (ProblemOf(body) is { } problem)
        {
            context.Error(problem.At, FieldPath.Root, problem.Message);
            yield break;
        }

        var builder = new TreeBuilder(new Parser(new StringReader(body)), context);
        while (Next(builder, body, context) is { } document)
            yield return document;
    }

    private static ManifestNode? Next(TreeBuilder builder, string text, ReadContext context)
    {
        try
        {
            return builder.NextDocument();
        }
        catch (ManifestSyntaxException error)
        {
            context.Error(error.At, FieldPath.Root, error.Message);
        }
        catch (YamlException error)
        {
            var (at, message) = SyntaxProblem.Describe(error, text);
            context.Error(at, FieldPath.Root, message);
        }
        catch (ArgumentException)
        {
            // The scanner turns \u escapes into characters without checking them.
            context.Error(builder.At, FieldPath.Root, "YAML syntax error after this: a \\u escape is not a character");
        }
        catch (InvalidOperationException)
        {
            // The scanner loses count of its brackets when a line inside them is indented less than they are.
            context.Error(builder.At, FieldPath.Root, "YAML syntax error after this: a '[' or '{' is not closed before the next line starts");
        }

        return null;
    }

    private static ManifestSyntaxException? ProblemOf(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) > ParseLimits.BytesMax)
            return new(Position.Start, $"the file is larger than {ParseLimits.BytesMax / (1024 * 1024)} MiB; split it");
        var line = 1;
        var lineStart = 0;
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (character == '\n')
                (line, lineStart) = (line + 1, index + 1);
            else if (char.IsControl(character) && character is not ('\t' or '\r' or '\u0085'))
                return new(new(line, index - lineStart + 1), $"control character U+{(int)character:X4} is not allowed; this is not a text file");
        }

        return null;
    }
}
