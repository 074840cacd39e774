using Burst.Manifests.Parsing;

namespace Burst.Manifests.Reading;

/// <summary>
/// Reads the fields of one map by name, and then reports every field that nobody asked for. A field that is null counts as left out,
/// as in Kubernetes.
/// </summary>
internal sealed partial class FieldReader(ReadContext context, MapNode map, FieldPath path)
{
    private const int FieldsListedMax = 8;

    private readonly SortedSet<string> _asked = new(StringComparer.Ordinal);

    public ReadContext Context => context;

    public MapNode Map => map;

    public FieldPath Path => path;

    public Position At => map.At;

    /// <summary>The field, if the map has it with a value.</summary>
    public MapEntry? Find(string name)
    {
        _asked.Add(name);
        foreach (var entry in map.Entries)
        {
            if (entry.Key == name)
                return entry.Value is ScalarNode { Kind: ScalarKind.Null } ? null : entry;
        }

        return null;
    }

    public bool Has(string name) => Find(name) is not null;

    public void Error(string name, string message) => context.Error(Find(name)?.Value.At ?? At, path.Field(name), message);

    public void Warn(string name, string message) => context.Warn(Find(name)?.KeyAt ?? At, path.Field(name), message);

    /// <summary>Reports a field that must be there; <paramref name="hint"/> says what it is.</summary>
    public void Missing(string name, string hint) => context.Error(At, path.Field(name), $"is required: {hint}");

    /// <summary>Accepts fields that the server owns, whatever they hold.</summary>
    public void Drop(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            _asked.Add(name);
    }

    /// <summary>
    /// Reports all fields that were not asked for. Those in <paramref name="unsupported"/> mean something to Kubernetes; an empty map
    /// or list there asks for nothing and is accepted.
    /// </summary>
    public void Finish(params ReadOnlySpan<string> unsupported)
    {
        foreach (var entry in map.Entries)
        {
            if (_asked.Contains(entry.Key))
                continue;
            if (!unsupported.Contains(entry.Key))
                context.Error(entry.KeyAt, path.Field(entry.Key), context.IsFull ? "" : UnknownField(entry.Key, unsupported));
            else if (!AsksForNothing(entry.Value))
                context.Error(entry.KeyAt, path.Field(entry.Key), "is a Kubernetes field that Burst does not support yet; remove it");
        }
    }

    private string UnknownField(string name, ReadOnlySpan<string> unsupported)
    {
        string[] candidates = [.. _asked, .. unsupported];
        if (Suggestion.For(name, candidates) is { } likely)
            return $"unknown field (did you mean '{likely}'?)";
        return _asked.Count <= FieldsListedMax ? $"unknown field; accepted here: {string.Join(", ", _asked)}" : "unknown field; remove it";
    }

    private static bool AsksForNothing(ManifestNode value) => value is
        MapNode { Entries.IsEmpty: true } or ListNode { Items.IsEmpty: true } or ScalarNode { Kind: ScalarKind.Null };
}
