using System.Text.Json;
using System.Text.Json.Nodes;

namespace Burst.Scheduling.Oracle.Vectors;

/// <summary>One topic of hand-written vectors, in the notation of the README.md beside them.</summary>
public sealed class VectorFile
{
    private readonly JsonObject root;

    private VectorFile(string path)
    {
        Name = Path.GetFileNameWithoutExtension(path);
        root = JsonNode.Parse(File.ReadAllText(path), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })!.AsObject();
    }

    public string Name { get; }

    /// <summary>Those that the build has put beside the program.</summary>
    public static IEnumerable<VectorFile> All => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Vectors"), "*.json").Order().Select(path => new VectorFile(path));

    public IEnumerable<Vector> Vectors => root["vectors"]!.AsArray().Select(node => Read(node!.AsObject()));

    private Vector Read(JsonObject vector)
    {
        var cluster = vector["cluster"] is { } name ? root["clusters"]![(string)name!]!.AsObject() : null;
        var source = ((string?)vector["source"])!.Split('#', 2);
        return new Vector(
            $"{Name}: {(string)vector["name"]!}",
            $"{(string)root["sources"]![source[0]]!}{(source.Length > 1 ? $"#{source[1]}" : "")}",
            VectorNotation.ToExchange(cluster, vector),
            [.. (vector["feasible"]?.AsArray() ?? []).Select(node => (string)node!)],
            (vector["refused"]?.AsObject() ?? []).ToDictionary(entry => entry.Key, entry => entry.Value!.AsArray().Select(node => (string)node!).ToArray()));
    }
}
