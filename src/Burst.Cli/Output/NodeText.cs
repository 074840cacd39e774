using System.Text.Json.Nodes;

namespace Burst.Cli.Output;

/// <summary>Nodes and where their pods are.</summary>
internal static class NodeText
{
    public static JsonNode? Ready(JsonNode node) =>
        node["status"]?["conditions"]?.AsArray().FirstOrDefault(condition => (string?)condition?["type"] == "Ready");

    /// <summary>What a VM node offers of its machine, and what it is priced as; nothing of a virtual node.</summary>
    public static string Offer(JsonNode node)
    {
        var (burst, offered) = (node["status"]!["burst"]!, node["status"]!["allocatable"]!);
        return burst["docker"] is null ? "" : $" It offers {Text(offered["cpu"])} cores and {Text(offered["memory"])}, at the price of a {Text(burst["size"])}.";
    }

    public static void Write(JsonArray nodes, TextWriter output)
    {
        var table = new TextTable("NAME", "STATUS", "KIND", "TIERS", "REGION", "CPU", "PODS", "WHERE");
        foreach (var node in nodes.OfType<JsonNode>())
        {
            var burst = node["status"]!["burst"]!;
            table.Add(
                Text(node["metadata"]!["name"]),
                StatusOf(node),
                Text(burst["kind"]),
                string.Join(',', burst["tiers"]!.AsArray().Select(tier => Text(tier))),
                Text(burst["region"]),
                $"{Text(burst["requested"]!["cpu"])}/{Text(node["status"]!["allocatable"]!["cpu"])}",
                $"{Text(burst["requested"]!["pods"])}/{Text(node["status"]!["capacity"]!["pods"])}",
                WhereOf(burst));
        }

        table.WriteTo(output);
    }

    private static string StatusOf(JsonNode node)
    {
        var status = (string?)Ready(node)?["status"] switch { "True" => "Ready", "False" => "NotReady", _ => "Unknown" };
        return (bool?)node["spec"]?["unschedulable"] == true ? $"{status},SchedulingDisabled" : status;
    }

    private static string WhereOf(JsonNode burst)
    {
        if (burst["aci"] is not { } aci)
            return $"{(burst["docker"] is { } docker ? Text(docker) : "this machine")}, as {Text(burst["size"])}";
        var host = Uri.TryCreate((string?)aci["endpoint"], UriKind.Absolute, out var endpoint) ? endpoint.Authority : "";
        return $"{host}/{Text(aci["subscription"])}/{Text(aci["resourceGroup"])}";
    }

    private static string Text(JsonNode? node) => node?.ToString() ?? "";
}
