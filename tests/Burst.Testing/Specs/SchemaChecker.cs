using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Burst.Testing.Specs;

/// <summary>Compares a body with its schema: types, required and unknown members, enumerations, times.</summary>
public sealed class SchemaChecker(OpenApi api)
{
    // What recordings of the service show and its specification does not.
    private static readonly string[] Recorded = ["provisioningTimeoutInSeconds", "isCustomProvisioningTimeout"];

    // Required of a client, and never given back.
    private static readonly string[] Withheld = ["workspaceKey"];

    public IReadOnlyList<string> Errors(JsonNode? body, JsonObject schema) => [.. Check(body, schema, "$")];

    private IEnumerable<string> Check(JsonNode? value, JsonObject reference, string path)
    {
        var schema = api.Resolve(reference);
        if (value is null)
            return [$"{path} is null"];
        return schema["type"]?.GetValue<string>() switch
        {
            "object" => value is JsonObject o ? CheckObject(o, schema, path) : [$"{path} is no object"],
            "array" => value is JsonArray a ? a.SelectMany((item, i) => Check(item, schema["items"]!.AsObject(), $"{path}[{i}]")) : [$"{path} is no array"],
            "string" => CheckText(value, schema, path),
            "number" or "integer" => value.GetValueKind() == JsonValueKind.Number ? [] : [$"{path} is no number"],
            "boolean" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? [] : [$"{path} is no boolean"],
            var other => [$"{path} has a schema of type {other}"],
        };
    }

    private IEnumerable<string> CheckObject(JsonObject value, JsonObject schema, string path)
    {
        var known = schema["properties"]?.AsObject() ?? [];
        var others = schema["additionalProperties"] as JsonObject;
        foreach (var name in (schema["required"]?.AsArray() ?? []).Select(n => n!.GetValue<string>()).Where(n => value[n] is null && !Withheld.Contains(n)))
            yield return $"{path}.{name} is missing";
        foreach (var (name, member) in value.Where(m => !Recorded.Contains(m.Key)))
        {
            // A map's free-form values are declared as objects and are anything.
            var schemaOfMember = known[name]?.AsObject() ?? (others is { Count: 1 } && others["type"]?.GetValue<string>() == "object" ? null : others);
            if (schemaOfMember is null && others is null)
                yield return $"{path}.{name} is not in the specification";
            foreach (var error in schemaOfMember is null ? [] : Check(member, schemaOfMember, $"{path}.{name}"))
                yield return error;
        }
    }

    private static IEnumerable<string> CheckText(JsonNode value, JsonObject schema, string path)
    {
        if (value.GetValueKind() != JsonValueKind.String)
            return [$"{path} is no string"];
        var text = value.GetValue<string>();
        if (schema["enum"] is JsonArray words && !words.Any(word => word!.GetValue<string>() == text))
            return [$"{path} is '{text}', none of {words.ToJsonString()}"];
        var isTime = schema["format"]?.GetValue<string>() != "date-time"
            || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);
        return isTime ? [] : [$"{path} is '{text}', which is no time"];
    }
}
