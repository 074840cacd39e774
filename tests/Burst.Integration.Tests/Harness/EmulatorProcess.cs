using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Burst.Integration.Tests.Harness;

/// <summary>`burst emulator` as a process, asked by its own REST API.</summary>
internal sealed class EmulatorProcess : IDisposable
{
    private readonly Process process;
    private readonly HttpClient http;

    private EmulatorProcess(Process process, Uri endpoint, string caFile)
    {
        (this.process, Endpoint, CaFile) = (process, endpoint, caFile);
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(File.ReadAllText(caFile)));
        http = new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy } }) { BaseAddress = endpoint };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "test");
    }

    public Uri Endpoint { get; }

    public string CaFile { get; }

    /// <param name="port">0 for a free one.</param>
    public static async Task<EmulatorProcess> StartAsync(Sandbox sandbox, int port = 0, params string[] flags)
    {
        var caFile = Path.Combine(sandbox.Root, "emulator-ca.pem");
        var process = BurstCli.Start(sandbox, ["emulator", "--port", $"{port}", "--state", sandbox.EmulatorState, "--export-ca", caFile, .. flags]);
        var line = await BurstCli.WaitForLineAsync(process, "listening on ");
        _ = process.StandardError.ReadToEndAsync();
        return new EmulatorProcess(process, new Uri(line["listening on ".Length..]), caFile);
    }

    public async Task<JsonArray> ListGroupsAsync() => (JsonArray)(await GetAsync(
        "/subscriptions/00000000-0000-0000-0000-000000000001/providers/Microsoft.ContainerInstance/containerGroups?api-version=2023-05-01"))["value"]!;

    /// <summary>What the emulator metered: one line per group, past ones included.</summary>
    public async Task<JsonNode> ReadInvoiceAsync() => await GetAsync("/_emulator/invoice");

    /// <summary>Stop, start or restart of the only group there is, as another client would.</summary>
    public async Task PostToGroupAsync(string action)
    {
        var id = (string)Assert.Single(await ListGroupsAsync())!["id"]!;
        using var response = await http.PostAsync($"{id}/{action}?api-version=2023-05-01", null);
        response.EnsureSuccessStatusCode();
    }

    /// <inheritdoc cref="Signals.TerminateTwiceAsync"/>
    public Task<int> StopTwiceAsync(int millisBetween) => Signals.TerminateTwiceAsync(process, millisBetween);

    public void Dispose()
    {
        http.Dispose();
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await http.GetStringAsync(path))!;
}
