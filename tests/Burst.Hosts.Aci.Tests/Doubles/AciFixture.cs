using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Limits;

namespace Burst.Hosts.Aci.Tests.Doubles;

/// <summary>A host, the small ARM behind it, and the clock both live by.</summary>
internal sealed class AciFixture
{
    private readonly TimeProvider _clock;

    public AciFixture(AciPodHostOptions? options = null, Exception? tokenFailure = null, TimeProvider? time = null)
    {
        _clock = time ?? Time;
        Arm = new FakeArm(_clock);
        Host = NewHost(options, tokenFailure);
    }

    public ManualTime Time { get; } = new();

    public FakeArm Arm { get; }

    public ListLogger<AciPodHost> Logger { get; } = new();

    public AciPodHost Host { get; }

    public AciPodHost NewHost(AciPodHostOptions? options = null, Exception? tokenFailure = null, AciBudgets? budgets = null) => new(
        options ?? A.Options(), new FixedToken(tokenFailure), new HttpClientTransport(Arm), _clock, new CountingIds(), Logger, budgets ?? FullBudgets());

    /// <summary>Azure's limits, with nothing used up.</summary>
    public AciBudgets FullBudgets() => new(new AciRates { FullAtStartPercent = 100 }, _clock);

    /// <summary>No limit that a test comes near to.</summary>
    public AciBudgets WideBudgets() => new(
        new AciRates { Reads = Wide, Writes = Wide, Deletes = Wide, CreatesPer5Minutes = 1_000_000, CreatesPerHour = 1_000_000, FullAtStartPercent = 100 }, _clock);

    private static BucketRate Wide => new(1_000_000, TimeSpan.FromMicroseconds(1));

    public CreateOutcome Create(PodLaunch? launch = null) =>
        Time.Run(Host.CreateAsync(launch ?? A.Launch(), CancellationToken.None));

    public DeleteOutcome Delete(PodUid? pod = null) =>
        Time.Run(Host.DeleteAsync(pod ?? A.Uid, TimeSpan.FromSeconds(30), CancellationToken.None));

    public IReadOnlyList<PodObservation> List() => Time.Run(Host.ListAsync(CancellationToken.None));

    public List<LogLine> ReadLogs(LogQuery query, string container = "main") => Time.Run(ReadLogsAsync(query, container));

    public static JsonObject View(string state) => new() { ["state"] = state, ["events"] = new JsonArray() };

    public static JsonObject ContainerView(string state, int? exitCode = null, string? startTime = null, string? finishTime = null) => new()
    {
        ["restartCount"] = 0,
        ["currentState"] = new JsonObject
        {
            ["state"] = state,
            ["exitCode"] = exitCode,
            ["startTime"] = startTime,
            ["finishTime"] = finishTime,
            ["detailStatus"] = "",
        },
        ["events"] = new JsonArray(),
    };

    private async Task<List<LogLine>> ReadLogsAsync(LogQuery query, string container)
    {
        var lines = new List<LogLine>();
        await foreach (var line in Host.ReadLogsAsync(A.Uid, container, query, CancellationToken.None).ConfigureAwait(false))
            lines.Add(line);
        return lines;
    }
}
