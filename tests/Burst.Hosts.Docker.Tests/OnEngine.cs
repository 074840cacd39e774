using System.Collections.Immutable;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Mapping;
using Burst.Testing;
using Burst.Testing.Hosts;

namespace Burst.Hosts.Docker.Tests;

/// <summary>Tests on the first of the real engines; at the end of each nothing of its pods may be left there.</summary>
public abstract class OnEngine : IAsyncLifetime
{
    protected const string Owner = "owner-a";

    /// <summary>Null without an engine: then they are skipped.</summary>
    private protected DockerHarness? Harness { get; private set; }

    public Task InitializeAsync()
    {
        Harness = DockerFolder.Root is null ? null : DockerHarness.OnSocket();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (Harness is not null)
            await Harness.DisposeAsync();
    }

    private protected static async Task<PodLaunch> CreateAsync(DockerPodHost host, PodSpec spec)
    {
        var launch = Launches.Of(spec) with
        {
            Environment = spec.AllContainers.ToImmutableSortedDictionary(container => container.Name, _ => ImmutableArray<ResolvedEnv>.Empty),
        };
        Assert.IsType<CreateOutcome.Accepted>(await host.CreateUntilSettledAsync(launch));
        return launch;
    }

    private protected static async Task<string[]> ReadAsync(DockerPodHost host, PodUid pod, string container, LogQuery query)
    {
        var lines = new List<string>();
        await foreach (var line in host.ReadLogsAsync(pod, container, query, CancellationToken.None))
            lines.Add(line.Text);
        return [.. lines];
    }

    private protected static async Task<string> IdOfAsync(EngineClient docker, PodUid pod, string container) => (await docker.ListContainersAsync(
        [$"{PodLabels.Uid}={pod}", $"{PodLabels.Container}={container}"], CancellationToken.None)).Single().Id;
}
