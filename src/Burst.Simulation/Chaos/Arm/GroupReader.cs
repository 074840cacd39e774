using System.Text.Json;

namespace Burst.Simulation.Chaos.Arm;

/// <summary>Reads the bodies that clients send, with names of its own: a wrong field name in the host must show.</summary>
internal static class GroupReader
{
    /// <exception cref="FormatException">The body is not a container group; the message says why.</exception>
    public static GroupOrder ReadGroup(ReadOnlyMemory<byte> body, string region)
    {
        using var document = Parse(body);
        var root = document.RootElement;
        if (!root.TryGetProperty("location"u8, out var location) || location.GetString() != region)
            throw new FormatException($"The location must be '{region}'.");
        if (!root.TryGetProperty("properties"u8, out var properties) || !properties.TryGetProperty("containers"u8, out var containers))
            throw new FormatException("properties.containers is required.");
        if (Text(properties, "osType") is not "Linux")
            throw new FormatException("properties.osType is required.");
        var specs = containers.EnumerateArray().Select(ReadContainer).ToArray();
        if (specs.Length == 0 || specs.DistinctBy(container => container.Name).Count() < specs.Length)
            throw new FormatException("A container group needs containers of different names.");
        var restartPolicy = Text(properties, "restartPolicy") ?? "Always";
        if (restartPolicy is not ("Always" or "OnFailure" or "Never"))
            throw new FormatException($"'{restartPolicy}' is not a restart policy.");
        var group = new GroupOrder(ReadTags(root), specs, restartPolicy, Text(properties, "priority") == "Spot");
        if (group.CpuMillis < 1000 || group.MemoryDeciGb < 10)
            throw new FormatException("A container group has at least 1 CPU and 1 GB.");
        return group;
    }

    /// <summary>The variables of the first container as they stand in the body, secret values included.</summary>
    public static string QuoteEnvironment(ReadOnlyMemory<byte> body)
    {
        using var document = Parse(body);
        var container = document.RootElement.GetProperty("properties"u8).GetProperty("containers"u8)[0].GetProperty("properties"u8);
        return container.TryGetProperty("environmentVariables"u8, out var variables) ? variables.GetRawText() : "";
    }

    public static IReadOnlyList<KeyValuePair<string, string?>> ReadPatch(ReadOnlyMemory<byte> body)
    {
        using var document = Parse(body);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (!member.NameEquals("tags"u8))
                throw new FormatException("Only tags can be patched.");
        }

        return ReadTags(document.RootElement);
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    private static KeyValuePair<string, string?>[] ReadTags(JsonElement root) => root.TryGetProperty("tags"u8, out var tags)
        ? [.. tags.EnumerateObject().Select(tag => KeyValuePair.Create(tag.Name, tag.Value.GetString()))]
        : [];

    private static ContainerOrder ReadContainer(JsonElement container)
    {
        var name = Text(container, "name") ?? throw new FormatException("A container needs a name.");
        var properties = container.GetProperty("properties"u8);
        if (!properties.TryGetProperty("resources"u8, out var resources) || !resources.TryGetProperty("requests"u8, out var requests))
            throw new FormatException($"Container {name} needs resources.requests.");
        return new ContainerOrder(
            name,
            Text(properties, "image") ?? throw new FormatException($"Container {name} needs an image."),
            [.. Items(properties, "command").Select(word => word.GetString()!)],
            [.. Items(properties, "environmentVariables").Select(item => (Text(item, "name")!, Text(item, "value")))],
            [.. Items(properties, "ports").Select(item => (Text(item, "protocol") ?? "TCP", item.GetProperty("port"u8).GetInt32()))],
            (long)(requests.GetProperty("cpu"u8).GetDecimal() * 1000),
            (long)(requests.GetProperty("memoryInGB"u8).GetDecimal() * 10));
    }

    private static IEnumerable<JsonElement> Items(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : [];

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
