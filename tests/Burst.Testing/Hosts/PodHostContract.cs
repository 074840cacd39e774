using System.Collections.Immutable;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Xunit;

namespace Burst.Testing.Hosts;

/// <summary>
/// The sentences of <see cref="IPodHost"/> and <see cref="IPodLogs"/>, run against a host. Every host's test project derives it.
/// </summary>
public abstract class PodHostContract : IAsyncLifetime
{
    protected const string Owner = "owner-a";
    protected const string OtherOwner = "owner-b";
    private const string Container = "main";

    private readonly List<(IPodHost Host, PodUid Pod)> created = [];
    private PodHostHarness harness = null!;

    protected abstract ValueTask<PodHostHarness> CreateHarnessAsync();

    public async Task InitializeAsync() => harness = await CreateHarnessAsync();

    public async Task DisposeAsync()
    {
        foreach (var (host, pod) in created)
            await host.DeleteUntilGoneAsync(pod, TimeSpan.Zero);
        await harness.DisposeAsync();
    }

    [ContractFact]
    public async Task Create_NewPod_RunsAndIsListed()
    {
        var host = harness.CreateHost(Owner);

        var launch = await CreateAsync(host, harness.RunsUntilStopped());

        var pod = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);
        Assert.NotNull(pod.UsageStartedAt);
        Assert.Null(pod.UsageEndedAt);
        Assert.Equal(ContainerState.Running, Assert.Single(pod.Containers).State);
    }

    [ContractFact]
    public async Task Create_SecondTime_ChangesNothing()
    {
        var host = harness.CreateHost(Owner);
        var launch = await CreateAsync(host, harness.RunsUntilStopped());
        var before = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);

        Assert.IsType<CreateOutcome.Accepted>(await host.CreateUntilSettledAsync(launch));
        Assert.IsType<CreateOutcome.Accepted>(await harness.CreateHost(Owner).CreateUntilSettledAsync(launch));

        var after = Assert.Single(await host.ListAsync(CancellationToken.None));
        Assert.Equal(before.UsageStartedAt, after.UsageStartedAt);
        Assert.Equal<ContainerStatus>(before.Containers, after.Containers);
    }

    [ContractFact]
    public async Task Create_ManyTimesAtOnce_MakesOnePod()
    {
        var launch = Launches.Of(harness.RunsUntilStopped());
        created.Add((harness.CreateHost(Owner), launch.Uid));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => harness.CreateHost(Owner).CreateUntilSettledAsync(launch)));

        Assert.All(outcomes, outcome => Assert.IsType<CreateOutcome.Accepted>(outcome));
        var host = harness.CreateHost(Owner);
        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);
        Assert.Single(await host.ListAsync(CancellationToken.None));
    }

    [ContractFact]
    public async Task Create_ThatOnlyLooks_MakesNothing_AndTakesWhatIsThere()
    {
        var host = harness.CreateHost(Owner);
        var launch = Launches.Of(harness.RunsUntilStopped());
        var look = launch with { LooksOnly = true, Environment = ImmutableSortedDictionary<string, ImmutableArray<ResolvedEnv>>.Empty };

        Assert.IsType<CreateOutcome.Missing>(await host.CreateAsync(look, CancellationToken.None));
        Assert.Empty(await host.ListAsync(CancellationToken.None));

        created.Add((host, launch.Uid));
        Assert.IsType<CreateOutcome.Accepted>(await host.CreateUntilSettledAsync(launch));
        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);
        Assert.IsType<CreateOutcome.Accepted>(await host.CreateAsync(look, CancellationToken.None));
    }

    [ContractFact]
    public async Task Create_AfterThePodEnded_DoesNotRunItAgain()
    {
        var host = harness.CreateHost(Owner);
        var launch = await CreateAsync(host, harness.ExitsWith(0));
        var before = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Succeeded);

        Assert.IsType<CreateOutcome.Accepted>(await host.CreateUntilSettledAsync(launch));

        var after = await host.GetAsync(launch.Uid);
        Assert.Equal<ContainerStatus>(before.Containers, after!.Containers);
    }

    [ContractTheory]
    [InlineData(0, PodPhase.Succeeded, "Completed")]
    [InlineData(1, PodPhase.Failed, "Error")]
    [InlineData(42, PodPhase.Failed, "Error")]
    public async Task EndedPod_StaysListed_WithItsExitCode(int exitCode, PodPhase phase, string reason)
    {
        var host = harness.CreateHost(Owner);

        var launch = await CreateAsync(host, harness.ExitsWith(exitCode));

        var pod = await host.WaitForPhaseAsync(launch.Uid, phase);
        var container = Assert.Single(pod.Containers);
        Assert.Equal(ContainerState.Terminated, container.State);
        Assert.Equal(exitCode, container.ExitCode);
        Assert.Equal(reason, container.Reason);
        Assert.NotNull(container.FinishedAt);
        Assert.True(pod.UsageStartedAt <= pod.UsageEndedAt);
        Assert.Equal<ContainerStatus>(pod.Containers, (await host.GetAsync(launch.Uid))!.Containers);
    }

    [ContractFact]
    public async Task Delete_RunningPod_EndsInGone()
    {
        var host = harness.CreateHost(Owner);
        var launch = await CreateAsync(host, harness.RunsUntilStopped());
        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);

        await host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.FromSeconds(30));

        Assert.Empty(await host.ListAsync(CancellationToken.None));
        Assert.IsType<DeleteOutcome.Gone>(await host.DeleteAsync(launch.Uid, TimeSpan.Zero, CancellationToken.None));
    }

    [ContractFact]
    public async Task Delete_EndedPod_EndsInGone()
    {
        var host = harness.CreateHost(Owner);
        var launch = await CreateAsync(host, harness.ExitsWith(3));
        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Failed);

        await host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.FromSeconds(30));

        Assert.Empty(await host.ListAsync(CancellationToken.None));
    }

    [ContractFact]
    public async Task Delete_UnknownPod_IsGone()
    {
        var host = harness.CreateHost(Owner);

        await host.DeleteUntilGoneAsync(Launches.Of(harness.RunsUntilStopped()).Uid, TimeSpan.FromSeconds(30));

        Assert.Empty(await host.ListAsync(CancellationToken.None));
    }

    [ContractFact]
    public async Task List_NewInstance_SeesTheSamePods()
    {
        var first = harness.CreateHost(Owner);
        var running = await CreateAsync(first, harness.RunsUntilStopped());
        var ended = await CreateAsync(first, harness.ExitsWith(7));
        var before = await first.WaitForPhaseAsync(running.Uid, PodPhase.Running);
        await first.WaitForPhaseAsync(ended.Uid, PodPhase.Failed);

        var second = harness.CreateHost(Owner);

        Assert.Equal(
            new[] { running.Uid, ended.Uid }.Order(),
            (await second.ListAsync(CancellationToken.None)).Select(pod => pod.Uid).Order());
        var adopted = await second.WaitForPhaseAsync(running.Uid, PodPhase.Running);
        Assert.Equal<ContainerStatus>(before.Containers, adopted.Containers);
        Assert.Equal(before.UsageStartedAt, adopted.UsageStartedAt);
        Assert.Equal(7, (await second.WaitForPhaseAsync(ended.Uid, PodPhase.Failed)).Containers[0].ExitCode);
        await second.DeleteUntilGoneAsync(running.Uid, TimeSpan.FromSeconds(30));
    }

    [ContractFact]
    public async Task Owners_DoNotSeeOrTouchEachOther()
    {
        var mine = harness.CreateHost(Owner);
        var other = harness.CreateHost(OtherOwner);
        var launch = await CreateAsync(mine, harness.RunsUntilStopped());
        await mine.WaitForPhaseAsync(launch.Uid, PodPhase.Running);

        await other.DeleteUntilGoneAsync(launch.Uid, TimeSpan.Zero);

        Assert.Empty(await other.ListAsync(CancellationToken.None));
        Assert.Equal(PodPhase.Running, (await mine.GetAsync(launch.Uid))!.Phase);
    }

    [ContractFact]
    public async Task UnsupportedSpec_IsRejectedWithItsPath_AndCreatesNothing()
    {
        var host = harness.CreateHost(Owner);
        var (spec, fieldPath) = harness.Unsupported();

        var outcome = await host.CreateAsync(Launches.Of(spec), CancellationToken.None);

        Assert.Contains(fieldPath, Assert.IsType<CreateOutcome.Rejected>(outcome).Reason);
        Assert.Contains(fieldPath, host.FindUnsupported(spec));
        Assert.Empty(await host.ListAsync(CancellationToken.None));
    }

    [ContractFact]
    public void SupportedSpec_HasNothingInItsWay() =>
        Assert.Null(harness.CreateHost(Owner).FindUnsupported(harness.RunsUntilStopped()));

    [ContractFact]
    public async Task Check_LivingNode_IsReady()
    {
        var host = harness.CreateHost(Owner);

        var heartbeat = await host.CheckAsync(CancellationToken.None);

        Assert.True(heartbeat.Ready, heartbeat.Message);
    }

    [ContractFact]
    public async Task Logs_OfAnEndedPod_AreAllThereInOrder()
    {
        string[] lines = ["first", "second with spaces", "", "vierte: äöü €"];
        var host = harness.CreateHost(Owner);
        var launch = await CreateAsync(host, harness.Prints(lines));
        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Succeeded);

        Assert.Equal(lines, await ReadAsync(host, launch.Uid, new LogQuery()));
        Assert.Equal(lines[2..], await ReadAsync(host, launch.Uid, new LogQuery(TailLines: 2)));
    }

    [ContractFact]
    public async Task Logs_Followed_EndWithTheContainer()
    {
        var lines = Enumerable.Range(1, 100).Select(number => $"line {number}").ToArray();
        var host = harness.CreateHost(Owner);
        var launch = await CreateAsync(host, harness.Prints(lines));

        var followed = await ReadAsync(host, launch.Uid, new LogQuery(Follow: true));

        Assert.Equal(lines, followed);
    }

    private static async Task<string[]> ReadAsync(IPodHost host, PodUid pod, LogQuery query)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        var logs = Assert.IsAssignableFrom<IPodLogs>(host);
        var lines = new List<string>();
        await foreach (var line in logs.ReadLogsAsync(pod, Container, query, timeout.Token))
            lines.Add(line.Text);
        return [.. lines];
    }

    private async Task<PodLaunch> CreateAsync(IPodHost host, PodSpec spec)
    {
        var launch = Launches.Of(spec);
        created.Add((host, launch.Uid));
        Assert.IsType<CreateOutcome.Accepted>(await host.CreateUntilSettledAsync(launch));
        return launch;
    }
}
