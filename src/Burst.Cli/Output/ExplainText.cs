using System.Text.Json.Nodes;

namespace Burst.Cli.Output;

/// <summary>The decisions about a pod for people, newest first.</summary>
internal static class ExplainText
{
    public static void Write(JsonNode answer, TextWriter output)
    {
        var pod = answer["pod"]!;
        output.WriteLine($"Pod {Text(pod["namespace"])}/{Text(pod["name"])}: {((bool)pod["gone"]! ? "gone" : Text(pod["stop"] ?? pod["phase"]))}{Where(pod)}");
        if (Text(pod["message"]) is { Length: > 0 } message)
            output.WriteLine($"  {message}");
        if (Text(pod["repatriation"]) is { Length: > 0 } repatriation)
            output.WriteLine($"  {repatriation}");
        foreach (var decision in answer["decisions"]!.AsArray())
            WriteDecision(decision!, output);
    }

    private static string Where(JsonNode pod) => Text(pod["node"]) is { Length: > 0 } node ? $" on {node} ({Text(pod["tier"])})" : "";

    private static void WriteDecision(JsonNode decision, TextWriter output)
    {
        var node = Text(decision["node"]);
        output.WriteLine();
        output.WriteLine($"{Text(decision["at"])}  {(node.Length > 0 ? $"placed on {node} ({Text(decision["tier"])}) at ${Text(decision["pricePerHour"])}/h" : "no place")}");
        output.WriteLine($"  why:    {Text(decision["reason"])}");
        output.WriteLine($"  policy: {Text(decision["policy"])}");
        var table = new TextTable("  NODE", "TIER", "FITS", "PRICE/H", "REASON");
        foreach (var verdict in decision["considered"]!.AsArray())
        {
            var price = Text(verdict!["pricePerHour"]);
            table.Add(
                $"  {Text(verdict["node"])}", Text(verdict["tier"]), verdict["fits"]!.GetValue<bool>() ? "yes" : "no",
                price.Length > 0 ? $"${price}" : "", Text(verdict["reason"]));
        }

        table.WriteTo(output);
        if (decision["leftOut"] is { } leftOut)
            output.WriteLine($"  and {leftOut} more");
    }

    private static string Text(JsonNode? node) => node?.ToString() ?? "";
}
