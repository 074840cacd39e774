using System.Text.Json.Nodes;

namespace Burst.Emulator.Tests;

/// <summary>Bodies of container groups with defaults.</summary>
internal static class AGroup
{
    public static JsonObject Body(
        string[]? command = null, string restartPolicy = "Never", decimal cpu = 1, decimal memoryInGB = 1, string location = "westus",
        string image = "burst/sleep", string? priority = null)
    {
        var properties = new JsonObject
        {
            ["containers"] = new JsonArray(Container("main", command ?? ["/burst/sleep", "30"], cpu, memoryInGB, image)),
            ["restartPolicy"] = restartPolicy,
            ["osType"] = "Linux",
        };
        if (priority is not null)
            properties["priority"] = priority;
        return new() { ["location"] = location, ["properties"] = properties };
    }

    public static JsonObject Container(string name, string[] command, decimal cpu = 1, decimal memoryInGB = 1, string image = "burst/sleep") => new()
    {
        ["name"] = name,
        ["properties"] = new JsonObject
        {
            ["image"] = image,
            ["command"] = new JsonArray([.. command.Select(word => (JsonNode)word)]),
            ["resources"] = new JsonObject { ["requests"] = new JsonObject { ["cpu"] = cpu, ["memoryInGB"] = memoryInGB } },
        },
    };

    public static JsonObject Properties(this JsonObject body) => (JsonObject)body["properties"]!;

    public static JsonObject FirstContainer(this JsonObject body) => (JsonObject)body["properties"]!["containers"]![0]!;

    public static JsonObject With(this JsonObject body, Action<JsonObject> change)
    {
        change(body);
        return body;
    }
}
