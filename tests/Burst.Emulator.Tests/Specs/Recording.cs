using System.Text.Json.Nodes;
using Burst.Testing.Specs;

namespace Burst.Emulator.Tests.Specs;

/// <summary>What a client and the real service said to each other.</summary>
internal static class Recording
{
    public static JsonNode Load(string name)
    {
        var text = File.ReadAllText(Path.Combine(SpecFolder.Aci!, "recorded", name + ".json"));
        // Recordings hide the subscription behind a word that is no GUID.
        return JsonNode.Parse(text.Replace("azure_subscription_id", Emulation.Subscription, StringComparison.Ordinal))!;
    }

    public static IEnumerable<JsonNode> Exchanges(string name) => Load(name)["exchanges"]!.AsArray().Select(e => e!);

    public static JsonNode Request(this JsonNode exchange) => exchange["request"]!;

    public static JsonNode Response(this JsonNode exchange) => exchange["response"]!;

    public static string Method(this JsonNode exchange) => exchange.Request()["method"]!.GetValue<string>();

    /// <summary>Path and query, as they were sent.</summary>
    public static string Target(this JsonNode exchange) => new Uri(exchange.Request()["uri"]!.GetValue<string>()).PathAndQuery;

    public static JsonNode Body(this JsonNode exchange) => exchange.Response()["body"]!;
}
