using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Burst.Server.Tests.Support;

/// <summary>Container groups as any client of ACI's REST API asks for them.</summary>
internal sealed class GroupClient(HttpClient http)
{
    private const string Groups =
        "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/burst/providers/Microsoft.ContainerInstance/containerGroups";

    private const string Version = "?api-version=2023-05-01";

    public async Task PutAsync(string name, JsonObject properties)
    {
        properties["osType"] = "Linux";
        using var content = Json(new JsonObject { ["location"] = "eastus", ["properties"] = properties });
        using var answer = await http.PutAsync($"{Groups}/{name}{Version}", content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task PostAsync(string name, string action)
    {
        using var answer = await http.PostAsync($"{Groups}/{name}/{action}{Version}", null);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<JsonNode> GetAsync(string name) => JsonNode.Parse(await http.GetStringAsync($"{Groups}/{name}{Version}"))!["properties"]!;

    public Task<JsonNode> WaitForAsync(string name, Func<JsonNode, bool> isWanted, string wanted) => Eventually.GetAsync(() => GetAsync(name), isWanted, $"{name} {wanted}");

    /// <returns>The current state of the first container.</returns>
    public async Task<JsonNode> WaitForStateAsync(string name, string state) =>
        ViewOf(await WaitForAsync(name, seen => (string?)ViewOf(seen)?["currentState"]?["state"] == state, $"is {state}"))!["currentState"]!;

    /// <returns>The instance view of the first container; null while it has none.</returns>
    public static JsonNode? ViewOf(JsonNode group) => group["containers"]![0]!["properties"]!["instanceView"];

    public async Task<string> ReadLogsAsync(string name, string container = "main") =>
        (string)JsonNode.Parse(await http.GetStringAsync($"{Groups}/{name}/containers/{container}/logs{Version}"))!["content"]!;

    /// <summary>The line of a group on the emulator's invoice; null when it has none.</summary>
    public async Task<JsonNode?> FindInvoiceLineAsync(string name) =>
        JsonNode.Parse(await http.GetStringAsync("/_emulator/invoice"))!["groups"]!.AsArray().SingleOrDefault(line => (string?)line!["name"] == name);

    public async Task DeleteAsync(string name)
    {
        using var answer = await http.DeleteAsync($"{Groups}/{name}{Version}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Eventually.GetAsync(
            async () =>
            {
                using var seen = await http.GetAsync($"{Groups}/{name}{Version}");
                return seen.StatusCode;
            },
            status => status == HttpStatusCode.NotFound, $"{name} is gone");
    }

    /// <summary>A terminal in a container.</summary>
    public async Task<ClientWebSocket> OpenTerminalAsync(string name, string command, string container = "main")
    {
        using var content = Json(new JsonObject { ["command"] = command });
        using var answer = await http.PostAsync($"{Groups}/{name}/containers/{container}/exec{Version}", content);
        var promised = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        var socket = new ClientWebSocket();
        // The client sees to TLS on its own, below the scheme.
        var address = new UriBuilder((string)promised["webSocketUri"]!) { Scheme = Uri.UriSchemeWs }.Uri;
        await socket.ConnectAsync(address, http, CancellationToken.None);
        await socket.SendAsync(Encoding.UTF8.GetBytes((string)promised["password"]!), WebSocketMessageType.Text, true, CancellationToken.None);
        return socket;
    }

    public static Task TypeAsync(ClientWebSocket terminal, string text) =>
        terminal.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Binary, true, CancellationToken.None);

    /// <summary>What the terminal shows until it closes.</summary>
    public static async Task<string> ReadAsync(ClientWebSocket terminal)
    {
        var shown = new StringBuilder();
        var buffer = new byte[4096];
        while (await terminal.ReceiveAsync(buffer.AsMemory(), CancellationToken.None) is { MessageType: WebSocketMessageType.Binary } frame)
            shown.Append(Encoding.UTF8.GetString(buffer, 0, frame.Count));
        return shown.ToString();
    }

    private static StringContent Json(JsonNode body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");
}
