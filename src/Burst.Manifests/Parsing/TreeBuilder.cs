using System.Collections.Immutable;
using Burst.Manifests.Reading;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Burst.Manifests.Parsing;

/// <summary>Builds one document's tree from parser events, pulled one by one so that a limit stops the parser too.</summary>
internal sealed class TreeBuilder(IParser parser, ReadContext context)
{
    private const string MergeKey = "<<";

    private readonly Dictionary<string, ManifestNode> _anchors = new(StringComparer.Ordinal);
    private int _nodes;

    /// <summary>Where the last event that could be read starts.</summary>
    public Position At => parser.Current is { } current ? PositionOf(current) : Position.Start;

    /// <summary>The next document, or null at the end of the file.</summary>
    /// <exception cref="ManifestSyntaxException">A limit is exceeded, or something is used that manifests do not have.</exception>
    /// <exception cref="YamlException">The text is not YAML.</exception>
    public ManifestNode? NextDocument()
    {
        while (parser.MoveNext())
        {
            if (parser.Current is not DocumentStart)
                continue;
            _anchors.Clear();
            parser.MoveNext();
            return Build(FieldPath.Root, depth: 1);
        }

        return null;
    }

    private ManifestNode Build(FieldPath path, int depth)
    {
        var at = At;
        if (depth > ParseLimits.DepthMax)
            throw new ManifestSyntaxException(at, $"nested deeper than {ParseLimits.DepthMax} levels");
        if (parser.Current is AnchorAlias alias)
            return Expand(alias, at);
        Count(1, at);
        var anchor = ((NodeEvent)parser.Current!).Anchor;
        ManifestNode node = parser.Current switch
        {
            Scalar scalar => BuildScalar(scalar, at),
            SequenceStart start => BuildList(at, path, depth, start),
            MappingStart start => BuildMap(at, path, depth, start),
            _ => throw new ManifestSyntaxException(at, "a value is missing here"),
        };
        if (!anchor.IsEmpty)
            _anchors[anchor.Value] = node;
        return node;
    }

    private ManifestNode Expand(AnchorAlias alias, Position at)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var node))
        {
            // The name is not shown: it may be a password that starts with '*'.
            throw new ManifestSyntaxException(
                at, "this alias (*name) has no anchor (&name) that ends before it in this document; quote a value that starts with '*'");
        }

        Count(node.Size, at);
        return node;
    }

    private static ScalarNode BuildScalar(Scalar scalar, Position at)
    {
        if (!scalar.Tag.IsEmpty && scalar.Tag.Value is not ("!" or "tag:yaml.org,2002:str"))
            throw UnsupportedTag(scalar.Tag, at);
        if (HasHalfPair(scalar.Value))
            throw new ManifestSyntaxException(at, "an escape such as \\ud83d is half a character; write both halves, or the character itself");
        var isPlain = scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty;
        return new ScalarNode(at, scalar.Value, isPlain ? CoreSchema.KindOf(scalar.Value) : ScalarKind.String);
    }

    /// <summary>Half of a surrogate pair would turn into a replacement character as soon as the text is stored.</summary>
    private static bool HasHalfPair(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index]))
                continue;
            if (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[index + 1]))
                return true;
            index++;
        }

        return false;
    }

    private ListNode BuildList(Position at, FieldPath path, int depth, SequenceStart start)
    {
        if (!start.Tag.IsEmpty && start.Tag.Value != "tag:yaml.org,2002:seq")
            throw UnsupportedTag(start.Tag, at);
        var before = _nodes;
        var items = ImmutableArray.CreateBuilder<ManifestNode>();
        while (parser.MoveNext() && parser.Current is not SequenceEnd)
            items.Add(Build(path.Item(items.Count), depth + 1));
        return new ListNode(at, 1 + _nodes - before, items.ToImmutable());
    }

    private MapNode BuildMap(Position at, FieldPath path, int depth, MappingStart start)
    {
        if (!start.Tag.IsEmpty && start.Tag.Value != "tag:yaml.org,2002:map")
            throw UnsupportedTag(start.Tag, at);
        var before = _nodes;
        var entries = new Dictionary<string, MapEntry>(StringComparer.Ordinal);
        var order = ImmutableArray.CreateBuilder<MapEntry>();
        var merges = new List<MapEntry>();
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            var key = ReadKey(out var isMerge);
            var keyAt = At;
            parser.MoveNext();
            var entry = new MapEntry(key, keyAt, Build(path.Field(key), depth + 1));
            if (isMerge)
                merges.Add(entry);
            else if (entries.TryAdd(key, entry))
                order.Add(entry);
            else
                context.Error(keyAt, path.Field(key), $"the key is already there on line {entries[key].KeyAt.Line}; keep one of the two");
        }

        foreach (var merge in merges)
            Merge(merge, entries, order, path);
        return new MapNode(at, 1 + _nodes - before, order.ToImmutable());
    }

    private string ReadKey(out bool isMerge)
    {
        if (parser.Current is not Scalar { Anchor.IsEmpty: true } scalar)
        {
            throw new ManifestSyntaxException(At, parser.Current is MappingStart
                ? "a key must be a string, and '{' starts a map; is this a template ({{ ... }}) that was not rendered?"
                : "a key must be a plain or quoted string, without an anchor or alias");
        }

        Count(1, At);
        isMerge = scalar is { Style: ScalarStyle.Plain, Value: MergeKey };
        if (scalar is { Style: ScalarStyle.Plain, Value: "" })
            throw new ManifestSyntaxException(At, "a key is missing before ':'; write \"\" if it is meant to be empty");
        return scalar.Value;
    }

    /// <summary>YAML 1.1's merge key, which kubectl honours: the map's own keys win, then the first merged map that has the key.</summary>
    private void Merge(MapEntry merge, Dictionary<string, MapEntry> entries, ImmutableArray<MapEntry>.Builder order, FieldPath path)
    {
        ImmutableArray<ManifestNode> sources = merge.Value is ListNode list ? list.Items : [merge.Value];
        foreach (var source in sources)
        {
            if (source is not MapNode map)
            {
                context.Error(merge.KeyAt, path.Field(MergeKey), "merges a map or a list of maps, such as '<<: *base'");
                continue;
            }

            Count(map.Size, merge.KeyAt);
            foreach (var entry in map.Entries.Where(entry => entries.TryAdd(entry.Key, entry)))
                order.Add(entry);
        }
    }

    private void Count(int nodes, Position at)
    {
        _nodes += nodes;
        if (_nodes > ParseLimits.NodesMax)
            throw new ManifestSyntaxException(at, $"more than {ParseLimits.NodesMax} values in one file, aliases expanded; split it");
    }

    private static ManifestSyntaxException UnsupportedTag(TagName tag, Position at) =>
        new(at, $"the tag {tag.Value.Replace("tag:yaml.org,2002:", "!!")} is not supported; leave it out, and quote the value if it is a string");

    private static Position PositionOf(ParsingEvent parsed) => new((int)parsed.Start.Line, (int)parsed.Start.Column);
}
