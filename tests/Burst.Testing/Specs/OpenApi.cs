using System.Text.Json.Nodes;

namespace Burst.Testing.Specs;

/// <summary>The specification of one api-version: its operations and its definitions.</summary>
public sealed class OpenApi(JsonNode document)
{
    public static OpenApi Load(string version) =>
        new(JsonNode.Parse(File.ReadAllText(Path.Combine(SpecFolder.Aci!, version, "containerInstance.reconstructed.json")))!);

    /// <summary>Verb and path template of every operation.</summary>
    public IEnumerable<(string Method, string Template)> Operations =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Where(o => o.Value is JsonObject).Select(o => (o.Key.ToUpperInvariant(), path.Key)));

    public JsonObject Definition(string name) => document["definitions"]![name]!.AsObject();

    public JsonObject Resolve(JsonObject schema) =>
        schema["$ref"]?.GetValue<string>() is { } reference ? Definition(reference[(reference.LastIndexOf('/') + 1)..]) : schema;

    /// <summary>The path template of the operation that a request is, or null.</summary>
    public string? Find(string method, string path) =>
        Operations.Where(o => o.Method == method && Matches(o.Template.Split('/'), path.Split('/'))).Select(o => o.Template).SingleOrDefault();

    /// <summary>The schema of an answer; null when it has no body.</summary>
    /// <exception cref="KeyNotFoundException">The operation does not answer so.</exception>
    public JsonObject? Answer(string method, string template, int status)
    {
        var responses = document["paths"]![template]![method.ToLowerInvariant()]!["responses"]!;
        var response = responses[status.ToString()] ?? (status >= 400 ? responses["default"] : null)
            ?? throw new KeyNotFoundException($"{method} {template} does not answer {status}.");
        return response["schema"]?.AsObject();
    }

    private static bool Matches(string[] template, string[] path) =>
        template.Length == path.Length && template.Zip(path).All(p => p.First.StartsWith('{') || p.First.Equals(p.Second, StringComparison.OrdinalIgnoreCase));
}
