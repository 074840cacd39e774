using System.Globalization;
using System.Text.Json.Nodes;

namespace Burst.Cli.Output;

/// <summary>What pods or nodes use, most processor first.</summary>
internal static class UseText
{
    public static void Write(JsonArray items, bool isNodes, bool showsNamespace, TextWriter output)
    {
        var table = isNodes || !showsNamespace ? new TextTable("NAME", "CPU(cores)", "MEMORY(bytes)") : new TextTable("NAMESPACE", "NAME", "CPU(cores)", "MEMORY(bytes)");
        foreach (var (item, cpuMicros, memoryKib) in items.OfType<JsonNode>().Select(Sum).OrderByDescending(use => use.CpuMicros).ThenBy(use => Name(use.Item, "name"), StringComparer.Ordinal))
        {
            string[] cells = [Name(item, "name"), $"{(cpuMicros + 999) / 1000}m", $"{(memoryKib + 1023) / 1024}Mi"];
            table.Add(showsNamespace && !isNodes ? [Name(item, "namespace"), .. cells] : cells);
        }

        table.WriteTo(output);
    }

    private static (JsonNode Item, long CpuMicros, long MemoryKib) Sum(JsonNode item)
    {
        var uses = item["usage"] is { } whole ? [whole] : item["containers"]!.AsArray().Select(container => container!["usage"]!).ToArray();
        return (item, uses.Sum(use => Number(use["cpu"], "u")), uses.Sum(use => Number(use["memory"], "Ki")));
    }

    /// <summary>The server writes every amount in the one unit.</summary>
    private static long Number(JsonNode? text, string unit) => long.Parse(((string?)text)![..^unit.Length], CultureInfo.InvariantCulture);

    private static string Name(JsonNode item, string field) => (string?)item["metadata"]![field] ?? "";
}
