using System.Collections.Immutable;
using Burst.Manifests.Parsing;

namespace Burst.Manifests.Reading;

internal sealed partial class FieldReader
{
    /// <summary>A string, or null when it is left out or wrong.</summary>
    public string? Text(string name, Func<string, string?>? findProblem = null) =>
        Find(name) is { } entry ? NodeReader.Text(context, entry.Value, path.Field(name), findProblem) : null;

    /// <summary>A string that must be there; empty after an error.</summary>
    public string RequiredText(string name, string hint, Func<string, string?>? findProblem = null)
    {
        if (!Has(name))
            Missing(name, hint);
        return Text(name, findProblem) ?? "";
    }

    public int? Integer(string name, int min, int max = int.MaxValue) =>
        Find(name) is { } entry ? NodeReader.Integer(context, entry.Value, path.Field(name), min, max) : null;

    /// <summary>The items that are whole numbers in range; the others are errors.</summary>
    public ImmutableArray<long> Integers(string name, int min)
    {
        var list = path.Field(name);
        return [.. Items(name).Select((node, index) => (long)(NodeReader.Integer(context, node, list.Item(index), min, int.MaxValue) ?? min))];
    }

    public TimeSpan? Seconds(string name, int min) =>
        Integer(name, min) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    public bool? Flag(string name) => Find(name) is { } entry ? NodeReader.Flag(context, entry.Value, path.Field(name)) : null;

    public FieldReader? Fields(string name) =>
        Find(name) is { } entry && NodeReader.Map(context, entry.Value, path.Field(name)) is { } fields
            ? new FieldReader(context, fields, path.Field(name))
            : null;

    public ImmutableArray<ManifestNode> Items(string name) =>
        Find(name) is { } entry ? NodeReader.Items(context, entry.Value, path.Field(name)) : [];

    /// <summary>The items that are maps; the others are errors.</summary>
    public ImmutableArray<FieldReader> List(string name)
    {
        var list = path.Field(name);
        return [.. Items(name)
            .Select((node, index) => (At: list.Item(index), Map: NodeReader.Map(context, node, list.Item(index))))
            .Where(item => item.Map is not null)
            .Select(item => new FieldReader(context, item.Map!, item.At))];
    }

    public ImmutableArray<string> Texts(string name, Func<string, string?>? findProblem = null)
    {
        var list = path.Field(name);
        return [.. Items(name).Select((node, index) => NodeReader.Text(context, node, list.Item(index), findProblem) ?? "")];
    }

    /// <summary>A map of strings.</summary>
    public ImmutableSortedDictionary<string, string> TextMap(
        string name, Func<string, string?> findKeyProblem, Func<string, string?>? findValueProblem = null)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>();
        foreach (var entry in Fields(name)?.Map.Entries ?? [])
        {
            var at = path.Field(name).Field(entry.Key);
            if (findKeyProblem(entry.Key) is { } problem)
                context.Error(entry.KeyAt, at, problem);
            if (NodeReader.Text(context, entry.Value, at, findValueProblem) is { } text)
                texts[entry.Key] = text;
        }

        return texts.ToImmutable();
    }

    /// <summary>One of a few words.</summary>
    public T? Choice<T>(string name, params ReadOnlySpan<(string Word, T Value)> choices)
        where T : struct
    {
        if (Text(name) is not { } text)
            return null;
        var words = new List<string>();
        foreach (var (word, value) in choices)
        {
            if (word == text)
                return value;
            words.Add(word);
        }

        var likely = Suggestion.For(text, words) is { } near ? $" (did you mean {near}?)" : "";
        Error(name, $"must be {OneOf(words)}, not {NodeText.Quote(text)}{likely}");
        return null;
    }

    /// <summary>A field that Burst knows only as a restated default: any of these values is accepted, and nothing else.</summary>
    public void Only(string name, params ReadOnlySpan<string> accepted) => Only(name, ScalarKind.String, accepted);

    public void OnlyFlag(string name, params ReadOnlySpan<string> accepted) => Only(name, ScalarKind.Boolean, accepted);

    public void OnlyInteger(string name, params ReadOnlySpan<string> accepted) => Only(name, ScalarKind.Integer, accepted);

    private void Only(string name, ScalarKind kind, ReadOnlySpan<string> accepted)
    {
        if (Find(name) is not { } entry)
            return;
        if (entry.Value is ScalarNode scalar && scalar.Kind == kind && accepted.Contains(scalar.Text))
            return;
        context.Error(
            entry.Value.At,
            path.Field(name),
            $"only {OneOf(accepted.ToArray())} is supported yet, not {NodeText.Describe(entry.Value)}; leave the field out");
    }

    private static string OneOf(IReadOnlyList<string> words) =>
        words.Count == 1 ? words[0] : $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}";
}
