using System.Collections.Immutable;
using System.Text;
using Burst.Core.Objects;
using Burst.Manifests.Parsing;

namespace Burst.Manifests.Reading;

/// <summary>Reads a Secret. No message here shows a value.</summary>
internal static class SecretReader
{
    public static ClusterObject Read(FieldReader fields)
    {
        var data = ImmutableSortedDictionary.CreateBuilder<string, string>();
        foreach (var (key, value, at, path) in Values(fields, "data"))
        {
            if (FindProblem(value) is { } problem)
                fields.Context.Error(at, path, problem);
            else
                data[key] = string.Concat(value.Where(character => !char.IsWhiteSpace(character)));
        }

        foreach (var (key, value, _, _) in Values(fields, "stringData"))
            data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value));

        var read = new Secret
        {
            Metadata = MetadataReader.Read(fields),
            Type = fields.Text("type", FindTypeProblem) ?? "Opaque",
            Data = data.ToImmutable(),
            Immutable = fields.Flag("immutable") ?? false,
        };
        DataSize.Check(fields, read.Data, ConfigMap.BytesMax);
        fields.Finish();
        return read;
    }

    private static IEnumerable<(string Key, string Value, Position At, FieldPath Path)> Values(FieldReader fields, string name)
    {
        var found = fields.Find(name)?.Value;
        if (found is not (null or MapNode))
            fields.Error(name, "must be a map of keys to strings (what is there is not shown)");
        foreach (var entry in (found as MapNode)?.Entries ?? [])
        {
            var path = fields.Path.Field(name).Field(entry.Key);
            if (NameRules.DataKey(entry.Key) is { } problem)
                fields.Context.Error(entry.KeyAt, path, problem);
            if (entry.Value is ScalarNode { Kind: ScalarKind.String } scalar)
                yield return (entry.Key, scalar.Text, scalar.At, path);
            else
                fields.Context.Error(entry.Value.At, path, "must be a string; quote it (the value is not shown)");
        }
    }

    private static string? FindTypeProblem(string type) =>
        type.Length is > 0 and <= 253 ? null : "must have 1 to 253 characters; Opaque is the default";

    private static string? FindProblem(string value)
    {
        if (value == ManifestWriter.RedactedValue)
            return "is what Burst shows in place of a secret value; write the value itself";
        return Convert.TryFromBase64String(value, new byte[value.Length], out _)
            ? null
            : "is not base64; encode the value, or write it as it is under stringData (the value is not shown)";
    }
}
