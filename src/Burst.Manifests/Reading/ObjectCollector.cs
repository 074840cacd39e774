using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Manifests.Parsing;

namespace Burst.Manifests.Reading;

/// <summary>Gathers the objects of a file, lists taken apart, and sees to it that each is there once.</summary>
internal sealed class ObjectCollector(ReadContext context)
{
    private readonly Dictionary<ObjectKey, int> _lines = [];
    private readonly ImmutableArray<ManifestObject>.Builder _objects = ImmutableArray.CreateBuilder<ManifestObject>();

    public ImmutableArray<ManifestObject> Objects => _objects.ToImmutable();

    public void AddDocument(ManifestNode node, int document)
    {
        if (node is not ScalarNode { Kind: ScalarKind.Null })
            Add(node, FieldPath.Root, document);
    }

    private void Add(ManifestNode node, FieldPath path, int document)
    {
        if (node is not MapNode map)
        {
            context.Error(node.At, path, $"a manifest is a map with apiVersion, kind and metadata, not {NodeText.Describe(node)}");
            return;
        }

        var fields = new FieldReader(context, map, path);
        if (fields.Find("kind")?.Value is ScalarNode { Text: "List" })
            AddItems(fields, null, document);
        else if (fields.Find("kind")?.Value is ScalarNode { Text: var kind } && ManifestKinds.FindListed(kind) is { } listed)
            AddItems(fields, listed, document);
        else if (ManifestKinds.Read(fields) is { } read)
            AddObject(new ManifestObject(read, context.Source, document, map.At.Line), fields);
    }

    /// <param name="listed">What the items of a list of one kind are when they do not say so themselves, as in Kubernetes' own lists.</param>
    private void AddItems(FieldReader list, ListedKind? listed, int document)
    {
        list.Only("apiVersion", listed?.ApiVersion ?? "v1");
        list.Drop("kind", "metadata");
        var items = list.Items("items");
        list.Finish();
        for (var index = 0; index < items.Length; index++)
            Add(listed?.CompleteItem(items[index]) ?? items[index], list.Path.Field("items").Item(index), document);
    }

    private void AddObject(ManifestObject read, FieldReader fields)
    {
        var key = read.Object.Key;
        if (key.Name.Length > 0 && !_lines.TryAdd(key, read.Line))
        {
            var path = fields.Path.Field("metadata").Field("name");
            context.Error(fields.At, path, $"{key} is already declared on line {_lines[key]}; keep one of the two");
        }
        else
        {
            _objects.Add(read);
        }
    }
}
