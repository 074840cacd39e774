using System.Text;
using System.Text.Json.Nodes;
using Burst.Emulator.Runtime;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Emulator.Tests;

/// <summary>An emulator on a temporary folder with a manual clock and a client that trusts it.</summary>
internal sealed class Emulation : IAsyncDisposable
{
    public const string Subscription = "11111111-2222-3333-4444-555555555555";
    public const string ResourceGroup = $"/subscriptions/{Subscription}/resourceGroups/burst";
    public const string Groups = $"{ResourceGroup}/providers/Microsoft.ContainerInstance/containerGroups";

    private readonly TemporaryFolder _folder = new();
    private readonly Func<EmulatorOptions, EmulatorOptions> _configure;
    private readonly Func<ManualTime, IGroupRuntime> _createRuntime;
    private EmulatorServer? _server;

    private Emulation(Func<EmulatorOptions, EmulatorOptions> configure, Func<ManualTime, IGroupRuntime> createRuntime) =>
        (_configure, _createRuntime) = (configure, createRuntime);

    public ManualTime Time { get; } = new();

    public HttpClient Client { get; private set; } = null!;

    public EmulatorServer Server => _server!;

    public TemporaryFolder Folder => _folder;

    public EmulatorOptions Options => _configure(new() { StateFolder = _folder.File("state"), Seed = 1 });

    public static async Task<Emulation> StartAsync(
        Func<EmulatorOptions, EmulatorOptions>? configure = null, Func<ManualTime, IGroupRuntime>? runtime = null)
    {
        var emulation = new Emulation(configure ?? (options => options), runtime ?? (time => new SimulatedGroupRuntime(time, new())));
        await emulation.UpAsync();
        return emulation;
    }

    public async Task RestartAsync()
    {
        await DownAsync();
        await UpAsync();
    }

    public async Task UpAsync()
    {
        _server = await EmulatorServer.StartAsync(Options, _createRuntime(Time), Time, NullLoggerFactory.Instance, CancellationToken.None);
        Client = PinnedClient.Create(_server.Endpoint, _server.CertificatePem);
    }

    public async Task DownAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }

    public Task<Answer> GetAsync(string path, string query = "") => SendAsync(HttpMethod.Get, path, null, query);

    public Task<Answer> PutGroupAsync(string name, JsonNode body) => SendAsync(HttpMethod.Put, $"{Groups}/{name}", body);

    public Task<Answer> GetGroupAsync(string name) => GetAsync($"{Groups}/{name}");

    public Task<Answer> DeleteGroupAsync(string name) => SendAsync(HttpMethod.Delete, $"{Groups}/{name}");

    public Task<Answer> PostAsync(string name, string action, JsonNode? body = null) => SendAsync(HttpMethod.Post, $"{Groups}/{name}/{action}", body);

    /// <summary>Creates a group and lets enough time pass for it to run.</summary>
    public async Task RunGroupAsync(string name, JsonNode body)
    {
        var created = await PutGroupAsync(name, body);
        Assert.True(created.Status == 201, created.Text);
        Time.AdvanceSeconds(1);
        Assert.Equal("Running", (await GetGroupAsync(name)).Json["properties"]!["instanceView"]!["state"]!.GetValue<string>());
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, JsonNode? body = null, string query = "")
    {
        var uri = path.StartsWith("https:", StringComparison.Ordinal) ? path : $"{path}?api-version=2023-05-01{query}";
        using var request = new HttpRequestMessage(method, uri);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await Client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    public async ValueTask DisposeAsync()
    {
        await DownAsync();
        _folder.Dispose();
    }
}
