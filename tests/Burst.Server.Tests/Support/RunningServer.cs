using System.Text;
using System.Text.Json.Nodes;
using Burst.Server.Configuration;
using Burst.Server.Hosting;
using Burst.Testing;
using Burst.Testing.Pricing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Server.Tests.Support;

/// <summary>A real server on a free port of loopback, and a client with its token.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private static readonly FixedPrices Prices = new();

    private RunningServer(BurstServer server)
    {
        Server = server;
        Http = Pinned.Client(server.Endpoint, server.Access.CaPem, server.Access.Token);
    }

    public BurstServer Server { get; }

    public HttpClient Http { get; }

    public static async Task<RunningServer> StartAsync(string folder, BurstConfig config, ILoggerFactory? loggers = null, TimeProvider? time = null)
    {
        var settings = new ConfigValidator(config with { Listen = "127.0.0.1:0", NodeInterval = "200ms" }, Prices).Validate(folder);
        return new RunningServer(await BurstServer.StartAsync(
            settings, Prices, [BurstExecutable.Path], time ?? TimeProvider.System, loggers ?? NullLoggerFactory.Instance, CancellationToken.None));
    }

    public HttpClient Anonymous() => Pinned.Client(Server.Endpoint, Server.Access.CaPem, null);

    public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await Http.GetStringAsync(path))!;

    public async Task ApplyAsync(string yaml)
    {
        using var body = new StringContent(yaml, Encoding.UTF8, "application/yaml");
        using var answer = await Http.PostAsync("/apis/burst.dev/v1/apply", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<JsonNode> WaitForPodAsync(string name, string phase) => await Eventually.GetAsync(
        () => GetAsync($"/api/v1/namespaces/default/pods/{name}"), pod => (string?)pod["status"]?["phase"] == phase, $"pod {name} is {phase}");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }
}
