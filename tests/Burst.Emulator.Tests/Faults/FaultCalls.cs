using System.Text.Json.Nodes;

namespace Burst.Emulator.Tests.Faults;

/// <summary>The pages on faults, over HTTPS.</summary>
internal static class FaultCalls
{
    public static Task<Answer> PutFaultAsync(this Emulation emulation, string name, string json) =>
        emulation.SendAsync(HttpMethod.Put, $"/_emulator/faults/{name}", JsonNode.Parse(json));

    /// <summary>Adds a fault that must be accepted.</summary>
    public static async Task BreakAsync(this Emulation emulation, string name, string json)
    {
        var answer = await emulation.PutFaultAsync(name, json);
        Assert.True(answer.Status == 200, answer.Text);
    }

    public static async Task<int> FiredAsync(this Emulation emulation, string name) =>
        (await emulation.GetAsync($"/_emulator/faults/{name}"))["faults"]![0]!["fired"]!.GetValue<int>();

    /// <summary>As <c>PUT create 201 x2</c>, with a <c>!</c> for answers that never left.</summary>
    public static async Task<string[]> CallsAsync(this Emulation emulation) =>
        [.. (await emulation.GetAsync("/_emulator/calls"))["calls"]!.AsArray().Select(c =>
            $"{c!["verb"]} {c["operation"]} {c["status"]}{(c["answered"]!.GetValue<bool>() ? "" : "!")} x{c["count"]}")];

    public static Task<Answer> HandAsync(this Emulation emulation, string group, string action) =>
        emulation.SendAsync(HttpMethod.Post, $"/_emulator/groups{Emulation.Groups}/{group}/{action}");

    public static string StateOf(this Answer group) => group["properties", "instanceView", "state"]!.GetValue<string>();

    public static string ProvisioningOf(this Answer group) => group["properties", "provisioningState"]!.GetValue<string>();

    public static JsonNode FirstView(this Answer group) => group["properties", "containers"]![0]!["properties"]!["instanceView"]!;
}
