using System.Globalization;
using System.Text.Json.Nodes;
using Burst.Integration.Tests.Harness;

namespace Burst.Integration.Tests;

/// <summary>
/// The end of the control plane in the middle of a burst, by `kill -9` and, since stopping is crashing, now and then by SIGTERM, the
/// emulator alive, then a new start on the same state: every pod is accounted for, none ran twice, exit codes are as they were, and
/// the ledger agrees with the emulator's invoice.
/// </summary>
[Trait("Lane", "recovery")]
public sealed class RecoveryTests
{
    private const int Completions = 12;

    /// <summary>Each round with a seed that this divides ends by SIGTERM.</summary>
    private const int TermEvery = 5;

    /// <summary>The whole burst takes about this long, so that its end comes before, in and after everything it does.</summary>
    private const int RunningMillisMax = 5500;

    /// <summary>Some pods end while nobody looks, and some go on.</summary>
    private const int AwayMillisMax = 2500;

    /// <summary>In good order, before the second signal came, or by it.</summary>
    private static readonly int[] EndsOfTwoSignals = [0, 128 + Signals.Terminate];

    private static int Rounds => int.Parse(Environment.GetEnvironmentVariable("BURST_KILL_ROUNDS") ?? "2", CultureInfo.InvariantCulture);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Rounds)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task End_InTheMiddleOfABurst_LosesNothingAndDoublesNothing(int seed) => RunAsync(seed, isTerm: seed % TermEvery == 0);

    [Fact]
    public Task Term_InTheMiddleOfABurst_IsAsKillNine() => RunAsync(seed: 3, isTerm: true);

    /// <summary>Who is in a hurry asks twice: at once, while the first is being answered, and when that is nearly done.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(400)]
    public async Task TermTwice_InTheMiddleOfABurst_EndsAtOnceAndLeavesNothingBehind(int millisBetween)
    {
        using var sandbox = new Sandbox();
        using var emulator = await EmulatorProcess.StartAsync(sandbox);
        using (var first = await StartBurstAsync(sandbox, emulator))
        {
            await Task.Delay(RunningMillisMax / 3);
            Assert.Contains(await first.StopTwiceAsync(millisBetween), EndsOfTwoSignals);
        }

        using var second = await UpProcess.StartAsync(sandbox, emulator);
        await AssertFinishesAsync(second, emulator);
        Assert.Equal(0, await second.StopAsync());
        await Poll.UntilAsync("no process of a pod is left", () => Task.FromResult(sandbox.FindProcesses(sandbox.State).Count == 0));
    }

    /// <summary>The groups of an emulator outlive it, as ACI's outlive a region that does not answer, and the next one has them all.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public async Task TermTwice_OfTheEmulator_EndsAtOnceAndLeavesNothingBehind(int millisBetween)
    {
        using var sandbox = new Sandbox();
        var ofGroups = sandbox.EmulatorState + Path.DirectorySeparatorChar;
        using var first = await EmulatorProcess.StartAsync(sandbox);
        using var up = await StartBurstAsync(sandbox, first);
        await Poll.UntilAsync("groups run", () => Task.FromResult(sandbox.FindProcesses(ofGroups).Count > 2));

        Assert.Contains(await first.StopTwiceAsync(millisBetween), EndsOfTwoSignals);

        using var second = await EmulatorProcess.StartAsync(sandbox, first.Endpoint.Port);
        await AssertFinishesAsync(up, second);
        await Poll.UntilAsync("no process of a group is left", () => Task.FromResult(sandbox.FindProcesses(ofGroups).Count == 0));
    }

    private static async Task<UpProcess> StartBurstAsync(Sandbox sandbox, EmulatorProcess emulator)
    {
        var manifest = Path.Combine(sandbox.Root, "burst.yaml");
        await File.WriteAllTextAsync(manifest, Manifest);
        var up = await UpProcess.StartAsync(sandbox, emulator);
        await BurstCli.RunAsync(sandbox, "apply", "-f", manifest, "--state", sandbox.State);
        return up;
    }

    private static async Task AssertFinishesAsync(UpProcess up, EmulatorProcess emulator)
    {
        await Poll.UntilAsync("the job has finished", () => IsJobDoneAsync(up.Api));
        await Poll.UntilAsync("ACI is empty", async () => (await emulator.ListGroupsAsync()).Count == 0);
        await AssertEveryPodOnceAsync(up.Api);
        await AssertInvoiceMatchesAsync(up.Api, emulator);
    }

    private static async Task RunAsync(int seed, bool isTerm)
    {
        var random = new Random(seed);
        using var sandbox = new Sandbox();
        using var emulator = await EmulatorProcess.StartAsync(sandbox);
        using (var first = await StartBurstAsync(sandbox, emulator))
        {
            await Task.Delay(random.Next(0, RunningMillisMax));
            if (isTerm)
                Assert.Equal(0, await first.StopAsync());
            else
                first.KillNine();
        }

        await Task.Delay(random.Next(0, AwayMillisMax));
        using var second = await UpProcess.StartAsync(sandbox, emulator);
        await AssertFinishesAsync(second, emulator);
        Assert.Equal(0, await second.StopAsync());
    }

    [Fact]
    public async Task SecondServer_OnTheSameState_IsRefusedAndNamesTheFirst()
    {
        using var sandbox = new Sandbox();
        using var emulator = await EmulatorProcess.StartAsync(sandbox);
        using var first = await UpProcess.StartAsync(sandbox, emulator);

        var (exitCode, _, error) = await BurstCli.TryRunAsync(sandbox, "up", "--state", sandbox.State, "--listen", "127.0.0.1:0");

        Assert.Equal(1, exitCode);
        Assert.Contains(first.Pid.ToString(CultureInfo.InvariantCulture), error, StringComparison.Ordinal);
    }

    private static async Task<bool> IsJobDoneAsync(UpClient api)
    {
        var job = await api.GetAsync("/apis/batch/v1/namespaces/default/jobs/burst");
        return (int?)job["status"]?["succeeded"] == Completions;
    }

    private static async Task AssertEveryPodOnceAsync(UpClient api)
    {
        var pods = (JsonArray)(await api.GetAsync("/api/v1/namespaces/default/pods"))["items"]!;
        var ofJob = pods.Where(pod => (string?)pod!["metadata"]!["labels"]?["app"] == "burst").ToList();
        Assert.Equal(Completions, ofJob.Count);
        Assert.All(ofJob, pod => Assert.Equal(0, ExitCodeOf(pod!)));
        Assert.Equal(7, ExitCodeOf(pods.Single(pod => (string?)pod!["metadata"]!["name"] == "seven")!));
        foreach (var pod in ofJob)
        {
            // The program says once that it starts: twice would be two runs, and an adopted pod goes on without a word.
            var log = await api.GetTextAsync($"/api/v1/namespaces/default/pods/{pod!["metadata"]!["name"]}/log");
            Assert.Single(log.Split('\n'), line => line.Contains("start", StringComparison.OrdinalIgnoreCase) || line.Contains("sleeping", StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>One container group for each spilled pod, never two, and the ledger's money is the invoice's.</summary>
    private static async Task AssertInvoiceMatchesAsync(UpClient api, EmulatorProcess emulator)
    {
        var invoice = await emulator.ReadInvoiceAsync();
        var groups = (JsonArray)invoice["groups"]!;
        Assert.Equal(groups.Count, groups.Select(group => (string)group!["name"]!).Distinct().Count());
        Assert.All(groups, group => Assert.NotNull(group!["stoppedAt"]));
        var cost = await api.GetAsync("/apis/burst.dev/v1/cost?by=tier");
        Assert.Equal(groups.Count, (int)cost["podsSpilled"]!);

        // One rule on both sides, each with code and prices of its own. A row is rounded with the others, so to a pico-dollar.
        var booked = cost["rows"]!.AsArray().Where(row => (string?)row!["tier"] == "aci").Sum(row => Dollars(row!["cost"]));
        Assert.Equal(0, (int)invoice["unpricedGroups"]!);
        Assert.InRange(booked - Dollars(invoice["totalCost"]), -0.000000000001m, 0.000000000001m);
    }

    private static decimal Dollars(JsonNode? amount) => decimal.Parse((string)amount!, CultureInfo.InvariantCulture);

    private static int? ExitCodeOf(JsonNode pod) => (int?)pod["status"]!["containerStatuses"]![0]!["state"]!["terminated"]?["exitCode"];

    private const string Manifest = """
        apiVersion: burst.dev/v1
        kind: BurstPolicy
        metadata: { name: overflow }
        spec:
          mode: overflow
          after: 1s
          tiers: [aci]
          selector: { matchLabels: { app: burst } }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: seven }
        spec:
          restartPolicy: Never
          containers:
            - name: main
              image: burst/fail
              command: ["/burst/fail", "7", "2"]
              resources: { requests: { cpu: 100m, memory: 64Mi } }
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: { name: burst }
        spec:
          completions: 12
          parallelism: 12
          template:
            metadata: { labels: { app: burst } }
            spec:
              restartPolicy: Never
              containers:
                - name: work
                  image: burst/sleep
                  command: ["/burst/sleep", "2"]
                  resources: { requests: { cpu: 900m, memory: 512Mi } }
        """;
}
