using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Burst.Server.Tests.Support;

/// <summary>What an engine itself says, and what somebody does to it by hand.</summary>
internal sealed class EngineView : IDisposable
{
    private const string Prefix = "unix://";

    private readonly HttpClient http;

    public EngineView(string address) => http = new HttpClient(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(address[Prefix.Length..]), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = new Uri("http://engine") };

    public void Dispose() => http.Dispose();

    /// <summary>Containers with this label, those that have ended included.</summary>
    public async Task<JsonArray> ListAsync(string label) =>
        JsonNode.Parse(await http.GetStringAsync($"/containers/json?all=true&filters={Uri.EscapeDataString($$"""{"label":["{{label}}"]}""")}"))!.AsArray();

    public async Task<int> CountVolumesAsync(string label) =>
        JsonNode.Parse(await http.GetStringAsync($"/volumes?filters={Uri.EscapeDataString($$"""{"label":["{{label}}"]}""")}"))!["Volumes"]?.AsArray().Count ?? 0;

    public async Task<JsonNode> InspectAsync(string id) => JsonNode.Parse(await http.GetStringAsync($"/containers/{id}/json"))!;

    /// <summary>The command lines of what runs in a container.</summary>
    public async Task<string> ReadProcessesAsync(string id) => await http.GetStringAsync($"/containers/{id}/top");

    public async Task<string> RunAsync(string name, string label)
    {
        var body = $$"""{ "Image": "burst/busybox:1", "Cmd": ["sleep", "3600"], "Labels": { "{{label}}": "yes" } }""";
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var made = await http.PostAsync($"/containers/create?name={name}", content);
        var id = (string)JsonNode.Parse(await made.Content.ReadAsStringAsync())!["Id"]!;
        using var started = await http.PostAsync($"/containers/{id}/start", null);
        Assert.True(started.IsSuccessStatusCode);
        return id;
    }

    public async Task RemoveAsync(string id)
    {
        using var removed = await http.DeleteAsync($"/containers/{id}?force=true");
        Assert.True(removed.IsSuccessStatusCode);
    }
}
