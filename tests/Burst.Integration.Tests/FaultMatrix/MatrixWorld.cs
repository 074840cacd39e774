using System.Text.Json.Nodes;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Emulator;
using Burst.Emulator.Runtime;
using Burst.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Integration.Tests.FaultMatrix;

/// <summary>An emulator and a control plane that is started again whenever it dies, on one virtual clock.</summary>
internal sealed class MatrixWorld : IAsyncDisposable
{
    public const string Owner = "5f1a1a4e-0c58-4b52-9f5e-3f2f7a0c1d11";
    public const string ResourceGroup = "burst";
    public const string Region = "eastus";
    public static readonly Guid Subscription = Guid.Parse("00000000-0000-0000-0000-000000000001");
    public static readonly string GroupsPath =
        $"/subscriptions/{Subscription}/resourceGroups/{ResourceGroup}/providers/Microsoft.ContainerInstance/containerGroups";

    private const string PodPath = "/api/v1/namespaces/default/pods/one";
    private static readonly TimeSpan PatienceMax = TimeSpan.FromMinutes(45);

    // Certificates are checked against the real day.
    private readonly ManualTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly InFlight _inFlight = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("burst-matrix-").FullName;
    private readonly Tier _tier;
    private EmulatorServer _emulator = null!;
    private BurstProcess _burst = null!;
    private TimePump _pump = null!;

    private MatrixWorld(Tier tier) => (_tier, Sightings) = (tier, new Sightings(_time));

    public EmulatorDesk Desk { get; private set; } = null!;

    public int Deaths { get; private set; }

    /// <summary>What ARM has told processes that lived to read it.</summary>
    public Sightings Sightings { get; }

    public static async Task<MatrixWorld> StartAsync(Tier tier)
    {
        var world = new MatrixWorld(tier);
        var options = new EmulatorOptions
        {
            StateFolder = Path.Combine(world._folder, "emulator"),
            Seed = 1,
            InspectInterval = TimeSpan.FromMilliseconds(500),
            Provisioning = ProvisioningProfile.Fast with { Pending = Latency.Parse("2s..3s"), SpotRestart = Latency.Parse("5s..6s") },
        };
        var parking = new ParkingTime(world._time);
        world._emulator = await EmulatorServer.StartAsync(
            options, new SimulatedGroupRuntime(parking, new SimulatedRuntimeOptions()), parking, NullLoggerFactory.Instance);
        world.Desk = new EmulatorDesk(world._emulator);
        await world.Desk.PutForeignGroupAsync();
        world._pump = new TimePump(world._time, world._inFlight, parking);
        world._burst = await world.StartBurstAsync();
        await world.ApplyAsync(MatrixManifests.Policy(tier));
        return world;
    }

    public async ValueTask DisposeAsync()
    {
        await _burst.DisposeAsync();
        await _pump.DisposeAsync();
        Desk.Dispose();
        await _emulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public void KillAt(Death death) => _burst.DieAt(death);

    public Task ApplyPodAsync() => ApplyAsync(MatrixManifests.Pod);

    public Task DeletePodAsync()
    {
        Sightings.DeleteAsked();
        return UntilAsync("the delete is taken", IsDeleteTakenAsync);
    }

    public async Task<string?> ReadPhaseAsync() => (string?)(await _burst.SendAsync("GET", PodPath))?["status"]?["phase"];

    public async Task<bool> IsPodGoneAsync() => await _burst.SendAsync("GET", PodPath) is { } answer && (int?)answer["code"] == 404;

    public Task<IReadOnlyList<UsageRecord>> ReadUsageAsync() => _burst.ReadUsageAsync();

    public async Task<string> DescribeUsageAsync() =>
        string.Join("; ", (await _burst.ReadUsageAsync()).Select(record => $"{record.Id} {record.StartedAt:HH:mm:ss.fff}-{record.EndedAt:HH:mm:ss.fff}"));

    public Task LetPassAsync(TimeSpan time)
    {
        var until = _time.GetUtcNow() + time;
        return UntilAsync($"{time} pass", () => Task.FromResult(_time.GetUtcNow() >= until));
    }

    /// <summary>Waits in virtual time; a process that dies meanwhile is started again.</summary>
    public async Task UntilAsync(string what, Func<Task<bool>> isSo)
    {
        var deadline = _time.GetUtcNow() + PatienceMax;
        while (true)
        {
            if (_burst.Dead.IsCompleted)
                await RestartAsync();
            if (await isSo() && !_burst.Dead.IsCompleted)
                return;
            if (_time.GetUtcNow() > deadline)
                throw new InvalidOperationException($"Waited {PatienceMax} until {what}. Phase {await ReadPhaseAsync()}; usage {await DescribeUsageAsync()}.");
            await Task.Delay(2);
        }
    }

    private Task ApplyAsync(string manifest) => UntilAsync("the manifest is applied", async () =>
        await _burst.SendAsync("POST", "/apis/burst.dev/v1/apply", manifest) is { } answer && !IsFailure(answer));

    private async Task<bool> IsDeleteTakenAsync() =>
        await _burst.SendAsync("DELETE", PodPath) is { } answer && (!IsFailure(answer) || (int?)answer["code"] == 404);

    private static bool IsFailure(JsonObject answer) => (string?)answer["kind"] == "Status" && (string?)answer["status"] == "Failure";

    private async Task RestartAsync()
    {
        Deaths++;
        await _burst.DisposeAsync();
        _burst = await StartBurstAsync();
    }

    private Task<BurstProcess> StartBurstAsync() =>
        BurstProcess.StartAsync(Path.Combine(_folder, "state"), _emulator, [_tier], Sightings, _time, _inFlight);
}
