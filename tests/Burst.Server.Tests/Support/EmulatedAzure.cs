using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Burst.Core.Nodes;
using Burst.Emulator;
using Burst.Emulator.Runtime;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Server.Tests.Support;

/// <summary>The emulator in this process, with groups made in it by hand.</summary>
internal sealed class EmulatedAzure : IAsyncDisposable
{
    public const string Subscription = "00000000-0000-0000-0000-000000000001";

    private readonly string folder = Directory.CreateTempSubdirectory("burst-azure-").FullName;
    private EmulatorServer? server;
    private HttpClient? http;

    public Uri Endpoint => server!.Endpoint;

    public string CaFile => Path.Combine(folder, "ca.pem");

    public string CaPem => server!.CertificatePem;

    public static async Task<EmulatedAzure> StartAsync(Func<EmulatorOptions, EmulatorOptions>? configure = null)
    {
        var azure = new EmulatedAzure();
        var options = new EmulatorOptions { StateFolder = Path.Combine(azure.folder, "state"), ExportCaFile = azure.CaFile, Seed = 1 };
        azure.server = await EmulatorServer.StartAsync(
            configure?.Invoke(options) ?? options, new SimulatedGroupRuntime(TimeProvider.System, new SimulatedRuntimeOptions()), TimeProvider.System, NullLoggerFactory.Instance);
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(azure.CaPem));
        azure.http = new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy } }) { BaseAddress = azure.Endpoint };
        azure.http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "test");
        return azure;
    }

    public AciConnection Connection(string resourceGroup) =>
        new() { Endpoint = Endpoint, Subscription = Guid.Parse(Subscription), ResourceGroup = resourceGroup, CaPem = CaPem };

    /// <summary>A group as Burst makes it, unless its name or a tag is to be another.</summary>
    public async Task<string> PutAsync(string resourceGroup, string owner, Guid uid, TimeSpan expiresIn, string node = "aci-gone", string? name = null, string? expiry = null)
    {
        name ??= $"burst-{uid:N}";
        var body = new JsonObject
        {
            ["location"] = "eastus",
            ["tags"] = new JsonObject
            {
                ["burst-owner"] = owner, ["burst-node"] = node, ["burst-pod-uid"] = uid.ToString("D"), ["burst-namespace"] = "default", ["burst-name"] = "hello",
                ["burst-expiry"] = expiry ?? (TimeProvider.System.GetUtcNow() + expiresIn).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            },
            ["properties"] = JsonNode.Parse("""
                { "osType": "Linux", "restartPolicy": "Never",
                  "containers": [ { "name": "main", "properties": { "image": "alpine", "command": ["sleep", "900"], "resources": { "requests": { "cpu": 1, "memoryInGB": 1 } } } } ] }
                """),
        };
        using var answer = await http!.PutAsJsonAsync($"{GroupsPath(resourceGroup)}/{name}?api-version=2023-05-01", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return name;
    }

    public async Task<List<string>> NamesAsync(string resourceGroup) =>
        [.. JsonNode.Parse(await http!.GetStringAsync($"{GroupsPath(resourceGroup)}?api-version=2023-05-01"))!["value"]!.AsArray().Select(group => (string)group!["name"]!).Order(StringComparer.Ordinal)];

    /// <summary>Until its one container has written something.</summary>
    public async Task UntilItRunsAsync(string resourceGroup, string name)
    {
        var log = $"{GroupsPath(resourceGroup)}/{name}/containers/main/logs?api-version=2023-05-01";
        for (var tries = 0; tries < 500; tries++)
        {
            using var answer = await http!.GetAsync(log);
            if (answer.IsSuccessStatusCode && (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["content"] is { Length: > 0 })
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        Assert.Fail($"{name} has written nothing.");
    }

    public async Task<JsonNode> SendAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await http!.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    public async ValueTask DisposeAsync()
    {
        http?.Dispose();
        await server!.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static string GroupsPath(string resourceGroup) =>
        $"/subscriptions/{Subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ContainerInstance/containerGroups";
}
