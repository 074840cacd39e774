using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Burst.Emulator;

namespace Burst.Integration.Tests.FaultMatrix;

/// <summary>The emulator's own pages, and ARM for somebody who is not Burst.</summary>
internal sealed class EmulatorDesk : IDisposable
{
    private const string ForeignGroup = "theirs";
    private const string FaultName = "struck";

    private readonly HttpClient _http;

    public EmulatorDesk(EmulatorServer emulator)
    {
        var handler = new HttpClientHandler
        {
            // Burst's own way to it checks the certificate; this one asks about what is in this process.
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        };
        _http = new HttpClient(handler) { BaseAddress = emulator.Endpoint };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "any");
    }

    public void Dispose() => _http.Dispose();

    /// <summary>A group that is not Burst's, in the same resource group.</summary>
    public Task PutForeignGroupAsync() => SendAsync(
        HttpMethod.Put, $"{MatrixWorld.GroupsPath}/{ForeignGroup}?api-version=2023-05-01",
        $$"""
        {"location":"{{MatrixWorld.Region}}","properties":{"osType":"Linux","restartPolicy":"Always","containers":[{"name":"main","properties":
        {"image":"busybox","command":["/burst/echo"],"resources":{"requests":{"cpu":1,"memoryInGB":1} } } }]} }
        """);

    public Task StrikeAsync(string fault) => SendAsync(HttpMethod.Put, $"/_emulator/faults/{FaultName}", fault);

    public async Task<int> CountStrikesAsync() => (int)(await SendAsync(HttpMethod.Get, $"/_emulator/faults/{FaultName}"))["faults"]![0]!["fired"]!;

    /// <summary>Names of the groups that are there, without the foreign one.</summary>
    public async Task<IReadOnlyList<string>> ReadGroupsAsync() =>
        [.. (await ReadLiveAsync()).Where(name => name != ForeignGroup)];

    public async Task<bool> HasForeignGroupAsync() => (await ReadLiveAsync()).Contains(ForeignGroup);

    /// <summary>The lines of Burst's groups.</summary>
    public async Task<IReadOnlyList<MeteredGroup>> ReadInvoiceAsync() =>
    [
        .. (await SendAsync(HttpMethod.Get, "/_emulator/invoice"))["groups"]!.AsArray()
            .Where(line => (string)line!["name"]! != ForeignGroup)
            .Select(line => new MeteredGroup(
                (string)line!["name"]!,
                (DateTimeOffset)line["startedAt"]!,
                (DateTimeOffset?)line["stoppedAt"],
                decimal.Parse((string)line["cost"]!, CultureInfo.InvariantCulture))),
    ];

    private async Task<string[]> ReadLiveAsync() =>
    [
        .. (await SendAsync(HttpMethod.Get, "/_emulator/groups"))["groups"]!.AsArray().Select(group => ((string)group!["id"]!).Split('/')[^1]),
    ];

    private async Task<JsonObject> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(text)!.AsObject()
            : throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {text}");
    }
}
