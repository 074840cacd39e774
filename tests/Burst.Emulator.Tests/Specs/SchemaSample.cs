using System.Text.Json.Nodes;
using Burst.Testing.Specs;

namespace Burst.Emulator.Tests.Specs;

/// <summary>A body with every member that its schema has.</summary>
internal sealed class SchemaSample(OpenApi api)
{
    public JsonNode Of(JsonObject reference)
    {
        var schema = api.Resolve(reference);
        return schema["type"]!.GetValue<string>() switch
        {
            "object" => Members(schema),
            "array" => new JsonArray(Of(schema["items"]!.AsObject())),
            "string" => schema["enum"]?[0]?.GetValue<string>() ?? (schema["format"] is null ? "text" : "2026-01-01T00:00:00Z"),
            "number" or "integer" => 1,
            "boolean" => true,
            var other => throw new InvalidOperationException($"A schema of type {other} is not known."),
        };
    }

    private JsonObject Members(JsonObject schema)
    {
        var sample = new JsonObject();
        foreach (var (name, member) in schema["properties"]?.AsObject() ?? [])
            sample[name] = Of(member!.AsObject());
        if (schema["additionalProperties"] is JsonObject others)
            sample["key"] = Of(others);
        return sample;
    }
}
