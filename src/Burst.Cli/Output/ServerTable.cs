using System.Text.Json.Nodes;

namespace Burst.Cli.Output;

/// <summary>Prints the Table the server made of a list: the columns are the server's, as with kubectl.</summary>
internal static class ServerTable
{
    public static void Write(JsonNode table, bool wide, bool withNamespace, TextWriter output)
    {
        var definitions = table["columnDefinitions"]!.AsArray();
        var shown = Enumerable.Range(0, definitions.Count)
            .Where(i => wide || (definitions[i]!["priority"]?.GetValue<int>() ?? 0) == 0).ToList();
        var headers = shown.Select(i => definitions[i]!["name"]!.GetValue<string>().ToUpperInvariant());
        var text = new TextTable([.. withNamespace ? ["NAMESPACE"] : Array.Empty<string>(), .. headers]);
        foreach (var row in table["rows"]!.AsArray())
        {
            var cells = row!["cells"]!.AsArray();
            var inNamespace = row["object"]?["metadata"]?["namespace"]?.GetValue<string>() ?? "";
            text.Add([.. withNamespace ? [inNamespace] : Array.Empty<string>(), .. shown.Select(i => cells[i]?.ToString() ?? "")]);
        }

        text.WriteTo(output);
    }
}
