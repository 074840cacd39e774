using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Testing.Hosts;

namespace Burst.Hosts.Local.Tests;

/// <summary>A host that allows host commands, and after each test the proof that nothing of it runs any more.</summary>
public abstract class LocalPodHostTestBase : IAsyncLifetime
{
    private protected const string Owner = "owner-a";

    private readonly List<PodUid> created = [];

    private protected LocalHarness Harness { get; } = new();

    private protected LocalPodHost Host { get; private set; } = null!;

    public Task InitializeAsync()
    {
        Host = Harness.CreateHost(Owner);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        foreach (var pod in created)
            await Host.DeleteUntilGoneAsync(pod, TimeSpan.Zero);
        await Harness.DisposeAsync();
    }

    private protected async Task<PodLaunch> CreateAsync(PodSpec spec, params ResolvedEnv[] environment)
    {
        var launch = Launches.Of(spec, environment);
        created.Add(launch.Uid);
        Assert.IsType<CreateOutcome.Accepted>(await Host.CreateAsync(launch, CancellationToken.None));
        return launch;
    }

    private protected Task<PodObservation> WaitForEndAsync(PodLaunch launch) =>
        Host.WaitForAsync(launch.Uid, pod => pod.UsageEndedAt is not null, "ended");

    private protected async Task<string[]> ReadLogAsync(PodLaunch launch, LogQuery? query = null, string container = "main")
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        var lines = new List<string>();
        await foreach (var line in Host.ReadLogsAsync(launch.Uid, container, query ?? new LogQuery(), timeout.Token))
            lines.Add(line.Text);
        return [.. lines];
    }

    private protected Task WaitForLineAsync(PodLaunch launch, string text) => Burst.Testing.Eventually.GetAsync(
        () => ReadLogAsync(launch),
        lines => lines.Contains(text),
        $"the log has the line '{text}'");
}
