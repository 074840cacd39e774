using System.Globalization;
using System.Text.Json.Nodes;

namespace Burst.Cli.Output;

/// <summary>Events as a table, oldest first.</summary>
internal static class EventList
{
    public static void Write(JsonArray events, TextWriter output)
    {
        if (events.Count == 0)
        {
            output.WriteLine("No events.");
            return;
        }

        var table = new TextTable("TIME", "TYPE", "REASON", "OBJECT", "MESSAGE");
        foreach (var item in events.OrderBy(TimeOf).ThenBy(SequenceOf))
        {
            var about = item!["involvedObject"];
            table.Add(
                TimeOf(item).ToString("HH:mm:ss", CultureInfo.InvariantCulture), Text(item["type"]), Text(item["reason"]),
                $"{Text(about?["kind"]).ToLowerInvariant()}/{Text(about?["name"])}", Text(item["message"]));
        }

        table.WriteTo(output);
    }

    private static DateTimeOffset TimeOf(JsonNode? item) =>
        DateTimeOffset.TryParse(Text(item?["lastTimestamp"]), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : default;

    /// <summary>Times are of the second; within one, this is the order in which things happened.</summary>
    private static long SequenceOf(JsonNode? item) =>
        long.TryParse(Text(item?["metadata"]?["resourceVersion"]), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : 0;

    private static string Text(JsonNode? node) => node?.ToString() ?? "";
}
