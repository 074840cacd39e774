using Azure.Core.Pipeline;
using System.Text.Json.Nodes;
using Burst.Core.Ids;
using Burst.Emulator;
using Burst.Emulator.Runtime;
using Burst.Hosts.Aci.Exec;
using Burst.Hosts.Aci.Limits;
using Burst.Hosts.Aci.Tests.Doubles;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Hosts.Aci.Tests.Emulated;

/// <summary>The emulator on a temporary folder, and hosts that reach it over HTTPS as they would reach Azure.</summary>
internal sealed class EmulatedAci : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("burst-aci-").FullName;
    private readonly List<HttpPipelineTransport> _transports = [];
    private readonly List<AciSockets> _sockets = [];
    private EmulatorServer? _server;

    public EmulatorServer Server => _server!;

    public PrintingRuntime Runtime { get; } = new(
        new SimulatedGroupRuntime(TimeProvider.System, new SimulatedRuntimeOptions { DefaultRunDuration = TimeSpan.FromMilliseconds(200) }));

    public static async Task<EmulatedAci> StartAsync(Func<EmulatorOptions, EmulatorOptions>? configure = null)
    {
        var emulated = new EmulatedAci();
        var options = new EmulatorOptions
        {
            StateFolder = Path.Combine(emulated._folder, "state"),
            Seed = 1,
            InspectInterval = TimeSpan.FromMilliseconds(20),
            Rates = new RateLimits { RequestsPerFiveMinutes = 10_000, RequestsPerHour = 10_000 },
        };
        emulated._server = await EmulatorServer.StartAsync(
            configure?.Invoke(options) ?? options, emulated.Runtime, TimeProvider.System, NullLoggerFactory.Instance);
        return emulated;
    }

    private readonly AciBudgets _budgets = new(new AciRates { CreatesPer5Minutes = 10_000, CreatesPerHour = 10_000 }, TimeProvider.System);

    public AciPodHost NewHost(string? ownerId = null, string? caPem = null, string node = "aci-westeurope")
    {
        var transport = AciTransport.PinnedTo(caPem ?? Server.CertificatePem);
        _transports.Add(transport);
        var sockets = AciTransport.SocketsPinnedTo(caPem ?? Server.CertificatePem);
        _sockets.Add(sockets);
        var options = A.Options(node) with
        {
            Endpoint = Server.Endpoint,
            Audience = Server.Endpoint.AbsoluteUri,
            OwnerId = ownerId ?? A.Options().OwnerId,
            DeleteConfirmWait = TimeSpan.FromMilliseconds(50),
            LogPollInterval = TimeSpan.FromMilliseconds(50),
            RequestTimeout = TimeSpan.FromSeconds(30),
        };
        return new AciPodHost(
            options, new FixedToken(), transport, TimeProvider.System, new RandomIdSource(TimeProvider.System), NullLogger<AciPodHost>.Instance, _budgets, sockets);
    }

    /// <summary>The pod's group as the service tells it, past our own host.</summary>
    public Task<string> ReadGroupAsync(PodUid pod)
    {
        var path = $"subscriptions/{A.Options().SubscriptionId}/resourceGroups/burst-rg/providers/Microsoft.ContainerInstance/containerGroups";
        return ReadAsync($"{path}/burst-{pod.Value.Replace("-", "", StringComparison.Ordinal)}?api-version=2023-05-01");
    }

    /// <summary>Names of all groups that exist in the emulator, whoever's they are.</summary>
    public async Task<IReadOnlyList<string>> ReadNamesAsync()
    {
        var groups = JsonNode.Parse(await ReadAsync("_emulator/groups"))!["groups"]!.AsArray();
        return [.. groups.Select(group => group!["id"]!.GetValue<string>().Split('/')[^1])];
    }

    private async Task<string> ReadAsync(string path)
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
        });
        client.DefaultRequestHeaders.Authorization = new("Bearer", "x");
        return await client.GetStringAsync(new Uri(Server.Endpoint, path));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var transport in _transports.OfType<IDisposable>())
            transport.Dispose();
        _sockets.ForEach(sockets => sockets.Dispose());
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
