using System.Collections.Immutable;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Testing;
using Burst.Testing.Hosts;

namespace Burst.Hosts.Docker.Tests;

/// <summary>Pods that are stopped and kept, on a real engine.</summary>
public sealed class StopTests : OnEngine
{
    [DockerTheory]
    [InlineData(RestartPolicy.Always)]
    [InlineData(RestartPolicy.OnFailure)]
    [InlineData(RestartPolicy.Never)]
    public async Task Stop_AsksTheContainers_AndNoProcessStartsThemAgain(RestartPolicy policy)
    {
        var host = Harness!.CreateHost(Owner);
        var spec = DockerHarness.Shell("trap 'exit 5' TERM; while :; do sleep 0.05; done", policy);
        var launch = await CreateAsync(host, spec);

        await StopAsync(host, launch, TimeSpan.FromSeconds(30));

        await Harness!.EndAsync(host);
        var next = Harness!.CreateHost(Owner);
        for (var looks = 0; looks < 5; looks++)
        {
            var status = Assert.Single((await FindAsync(next, launch))!.Containers);
            Assert.Equal((ContainerState.Terminated, 5), (status.State, status.ExitCode));
        }

        Assert.True(await next.StopAsync(launch, TimeSpan.Zero, CancellationToken.None));
    }

    [DockerFact]
    public async Task Stop_EndsByForce_WhatDoesNotHeedIt_AndWhatIsOnlyAboutToStart()
    {
        var host = Harness!.CreateHost(Owner);
        var spec = DockerHarness.Shell("echo never") with
        {
            RestartPolicy = RestartPolicy.OnFailure,
            InitContainers = [DockerHarness.ShellContainer("stubborn", "trap '' TERM; while :; do sleep 0.05; done")],
        };
        var launch = await CreateAsync(host, spec, pod => pod.InitContainers is [{ State: ContainerState.Running }]);

        await StopAsync(host, launch, TimeSpan.FromSeconds(1));

        var pod = (await FindAsync(host, launch))!;
        Assert.Equal((ContainerState.Terminated, 137), (pod.InitContainers[0].State, pod.InitContainers[0].ExitCode));
        Assert.Null(Assert.Single(pod.Containers).StartedAt);
    }

    [DockerFact]
    public async Task Stop_OfAPodThatIsNotThere_IsDone()
    {
        Assert.True(await Harness!.CreateHost(Owner).StopAsync(PodUid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), TimeSpan.Zero, CancellationToken.None));
    }

    private static async Task<PodUid> CreateAsync(DockerPodHost host, PodSpec spec, Func<PodObservation, bool>? isStarted = null)
    {
        var launch = Launches.Of(spec) with
        {
            Environment = spec.AllContainers.ToImmutableSortedDictionary(container => container.Name, _ => ImmutableArray<ResolvedEnv>.Empty),
        };
        Assert.IsType<CreateOutcome.Accepted>(await host.CreateUntilSettledAsync(launch));
        isStarted ??= pod => pod.Phase == PodPhase.Running;
        await Eventually.GetAsync(() => FindAsync(host, launch.Uid), pod => pod is not null && isStarted(pod), "it runs");
        return launch.Uid;
    }

    private static async Task StopAsync(DockerPodHost host, PodUid pod, TimeSpan grace) =>
        await Eventually.GetAsync(() => host.StopAsync(pod, grace, CancellationToken.None), isStopped => isStopped, "it is stopped");

    private static async Task<PodObservation?> FindAsync(DockerPodHost host, PodUid uid) =>
        (await host.ListAsync(CancellationToken.None)).SingleOrDefault(pod => pod.Uid == uid);
}
