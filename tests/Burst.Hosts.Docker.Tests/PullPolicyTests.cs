using System.Collections.Immutable;
using Burst.Core.Events;
using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Pods;
using Burst.Testing;
using Burst.Testing.Hosts;

namespace Burst.Hosts.Docker.Tests;

/// <summary>When an engine's images are pulled, with a real registry.</summary>
[Collection(ImageCleanups.Name)]
public sealed class PullPolicyTests : OnEngine
{
    [Theory]
    [InlineData(new PullPolicy[0], PullPolicy.IfNotPresent)]
    [InlineData(new[] { PullPolicy.Never }, PullPolicy.Never)]
    [InlineData(new[] { PullPolicy.Never, PullPolicy.IfNotPresent }, PullPolicy.IfNotPresent)]
    [InlineData(new[] { PullPolicy.Never, PullPolicy.Always, PullPolicy.IfNotPresent }, PullPolicy.Always)]
    public void ImageOfSeveralContainers_IsPulledAsTheOneThatWantsItMost(PullPolicy[] policies, PullPolicy expected)
    {
        var containers = policies.Select((policy, at) => new ContainerSpec { Name = $"c{at}", Image = "app:1", PullPolicy = policy });

        Assert.Equal([new ImageUse("app:1", expected)], ImageUse.Of(DockerHarness.Of([.. containers.DefaultIfEmpty(new ContainerSpec { Name = "c", Image = "app:1" })])));
    }

    [RegistryFact]
    public async Task Always_RunsWhatTheRegistryHas_AndIfNotPresentWhatIsThere()
    {
        await using var registry = await TestRegistry.StartAsync();
        var host = Harness!.CreateHost(Owner);
        await registry.PutAsync("app:1", "first");
        Assert.Equal("first", await RunAsync(host, registry, PullPolicy.Always));
        await registry.PutAsync("app:2", "unrelated");
        await TestRegistry.DockerAsync(["tag", $"{registry.Address}/app:1", "burst/kept:1"]);
        await registry.PutAsync("app:1", "second");
        await TestRegistry.DockerAsync(["tag", "burst/kept:1", $"{registry.Address}/app:1"]);

        Assert.Equal("first", await RunAsync(host, registry, null));
        Assert.Equal("first", await RunAsync(host, registry, PullPolicy.IfNotPresent));
        Assert.Equal("first", await RunAsync(host, registry, PullPolicy.Never));
        Assert.Equal("second", await RunAsync(host, registry, PullPolicy.Always));
        Assert.Equal("second", await RunAsync(host, registry, PullPolicy.Never));
    }

    [RegistryFact]
    public async Task Always_WithoutARegistryThatAnswers_WaitsAndSaysWhy_ThoughTheImageIsThere()
    {
        await using var registry = await TestRegistry.StartAsync();
        var host = Harness!.CreateHost(Owner);
        await registry.PutAsync("app:1", "first");
        Assert.Equal("first", await RunAsync(host, registry, PullPolicy.IfNotPresent));
        await registry.EndAsync();
        var launch = LaunchOf(registry, PullPolicy.Always);

        var waiting = await WaitForAsync(host, launch, ImageWait.PullBackOff);
        Assert.Contains("connection refused", waiting.Reason);
        Assert.Equal($"{registry.Address}/app:1", waiting.Image!.Image);
        Assert.Equal("first", await RunAsync(host, registry, PullPolicy.IfNotPresent));

        await registry.BeginAsync();
        Assert.IsType<CreateOutcome.Accepted>(await Eventually.GetAsync(
            () => host.CreateAsync(launch, CancellationToken.None), outcome => outcome is CreateOutcome.Accepted, "made once the registry answers"));
        await host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.Zero);
    }

    [RegistryFact]
    public async Task ImageByDigest_IsThatOne_WhateverItsTagMeansByNow()
    {
        await using var registry = await TestRegistry.StartAsync();
        var host = Harness!.CreateHost(Owner);
        await registry.PutAsync("app:1", "first");
        var first = await registry.DigestOfAsync("app", "1");
        await registry.PutAsync("app:1", "second");

        Assert.Equal("second", await RunAsync(host, registry, null));
        Assert.Equal("first", await RunAsync(host, registry, null, $"app@{first}"));
        Assert.Equal("first", await RunAsync(host, registry, PullPolicy.Always, $"app:1@{first}"));
        Assert.Equal("first", await RunAsync(host, registry, PullPolicy.Never, $"app@{first}"));
        Assert.Equal("second", await RunAsync(host, registry, PullPolicy.Never));
        var waiting = await WaitForAsync(host, LaunchOf(registry, null, $"app@sha256:{new string('0', 64)}"), ImageWait.PullBackOff);
        Assert.Contains("manifest unknown", waiting.Reason);
    }

    [RegistryFact]
    public async Task Never_WaitsForTheImage_AndPullsNothing()
    {
        await using var registry = await TestRegistry.StartAsync();
        var host = Harness!.CreateHost(Owner);
        await registry.PutAsync("app:1", "first");
        var launch = LaunchOf(registry, PullPolicy.Never);

        var waiting = Assert.IsType<CreateOutcome.Throttled>(await host.CreateAsync(launch, CancellationToken.None));
        Assert.Equal((false, ImageWait.NeverPull), (waiting.IsOfHost, waiting.Image!.Reason));
        Assert.Equal($"ErrImageNeverPull: image '{registry.Address}/app:1' is not on the engine, and its imagePullPolicy is Never", waiting.Reason);

        await TestRegistry.DockerAsync(["pull", "-q", $"{registry.Address}/app:1"]);
        Assert.IsType<CreateOutcome.Accepted>(await host.CreateAsync(launch, CancellationToken.None));
        await host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.Zero);
    }

    [RegistryFact]
    public async Task ImageThatAlwaysHasReplaced_IsCleanedUpToo_AndWhatSomebodyElsePulledIsNot()
    {
        await using var registry = await TestRegistry.StartAsync();
        var host = Harness!.CreateHost(Owner);
        using var docker = Harness!.Client();
        var (ours, theirs) = (ImageReference.Parse($"{registry.Address}/app:1"), ImageReference.Parse($"{registry.Address}/theirs:1"));
        await registry.PutAsync("theirs:1", "theirs");
        await TestRegistry.DockerAsync(["pull", "-q", theirs.ToString()]);
        Assert.Equal("theirs", await RunAsync(host, registry, PullPolicy.Always, "theirs:1"));
        await registry.PutAsync("app:1", "first");
        Assert.Equal("first", await RunAsync(host, registry, PullPolicy.Always));
        var first = await docker.FindImageAsync(ours.ToString(), CancellationToken.None);
        await TestRegistry.DockerAsync(["tag", ours.ToString(), "burst/kept:1"]);
        await registry.PutAsync("app:1", "second");
        await TestRegistry.DockerAsync(["tag", "burst/kept:1", ours.ToString()]);
        await TestRegistry.DockerAsync(["rmi", "burst/kept:1"]);
        Assert.Equal("second", await RunAsync(host, registry, PullPolicy.Always));

        // As a process that has not wanted them lately.
        await using var none = new ImagePulls(docker, TimeProvider.System);
        await new ImageCleanup(docker, none).RunAsync(CancellationToken.None);

        Assert.False(await docker.HasImageAsync(first!.Id, CancellationToken.None));
        Assert.False(await docker.HasImageAsync(ours.ToString(), CancellationToken.None));
        Assert.True(await docker.HasImageAsync(theirs.ToString(), CancellationToken.None));
    }

    [RegistryFact]
    public async Task Pulls_AreToldOnceToEachPodThatWaitsForThem()
    {
        await using var registry = await TestRegistry.StartAsync();
        var host = Harness!.CreateHost(Owner);
        await registry.PutAsync("app:1", "first");
        await registry.EndAsync();
        PodLaunch[] launches = [LaunchOf(registry, null), LaunchOf(registry, null)];
        var image = $"{registry.Address}/app:1";
        foreach (var launch in launches)
        {
            var told = await TellAsync(host, launch, outcome => outcome is CreateOutcome.Throttled { Image.Reason: ImageWait.PullBackOff });
            Assert.Equal(["Pulling", "Failed"], told.Select(item => item.Reason));
            Assert.Equal((EventSeverity.Normal, $"Pulling image \"{image}\""), (told[0].Severity, told[0].Message));
            Assert.Equal(EventSeverity.Warning, told[1].Severity);
            Assert.StartsWith($"Failed to pull image \"{image}\": ", told[1].Message, StringComparison.Ordinal);
        }

        Assert.Empty((await host.CreateAsync(launches[0], CancellationToken.None)).Events);
        await registry.BeginAsync();
        var pulled = await TellAsync(host, launches[0], outcome => outcome is CreateOutcome.Accepted);
        Assert.Equal(["Pulling", "Pulled"], pulled.Select(item => item.Reason));
        Assert.Matches($"^Successfully pulled image \"{image}\" in [0-9]+\\.[0-9]s$", pulled[1].Message);
        Assert.Empty((await host.CreateAsync(launches[0], CancellationToken.None)).Events);
        foreach (var launch in launches)
            await host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.Zero);
    }

    private static async Task<List<HostEvent>> TellAsync(DockerPodHost host, PodLaunch launch, Func<CreateOutcome, bool> isWanted)
    {
        var told = new List<HostEvent>();
        await Eventually.GetAsync(
            async () =>
            {
                var outcome = await host.CreateAsync(launch, CancellationToken.None);
                told.AddRange(outcome.Events);
                return outcome;
            },
            isWanted, "the pull is told");
        return told;
    }

    private static PodLaunch LaunchOf(TestRegistry registry, PullPolicy? policy, string image = "app:1")
    {
        var spec = DockerHarness.Of(DockerHarness.ShellContainer("main", "echo $LABEL") with { Image = $"{registry.Address}/{image}", PullPolicy = policy });
        return Launches.Of(spec) with { Environment = spec.AllContainers.ToImmutableSortedDictionary(container => container.Name, _ => ImmutableArray<ResolvedEnv>.Empty) };
    }

    private static Task<CreateOutcome.Throttled> WaitForAsync(DockerPodHost host, PodLaunch launch, string reason) => Eventually.GetAsync(
        async () => Assert.IsType<CreateOutcome.Throttled>(await host.CreateAsync(launch, CancellationToken.None)), outcome => outcome.Image?.Reason == reason, reason);

    /// <summary>Runs the image to its end; what it wrote.</summary>
    private static async Task<string> RunAsync(DockerPodHost host, TestRegistry registry, PullPolicy? policy, string image = "app:1")
    {
        var launch = LaunchOf(registry, policy, image);
        Assert.IsType<CreateOutcome.Accepted>(await host.CreateUntilSettledAsync(launch));
        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Succeeded);
        var text = Assert.Single(await ReadAsync(host, launch.Uid, "main", new LogQuery()));
        await host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.Zero);
        return text;
    }
}
