using System.Net;
using System.Net.Sockets;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Mapping;
using Burst.Testing;
using Burst.Testing.Hosts;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Hosts.Docker.Tests;

/// <summary>The containers of a pod on a real engine, from the first start to the end: in which order, how often, and what is done before.</summary>
public sealed class PodLifeTests : OnEngine
{
    [DockerFact]
    public async Task PodsThatGoTogether_LeaveTheNetworkOneByOne()
    {
        var host = Harness!.CreateHost(Owner);
        var launches = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CreateAsync(host, DockerHarness.Shell("sleep 60"))));
        using var docker = Harness!.Client();
        using var ending = new CancellationTokenSource();
        var heard = new List<(string Action, string Pod)>();
        var opened = new TaskCompletionSource();
        var hearing = HearAsync();
        await opened.Task;

        await Task.WhenAll(launches.Select(launch => host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.Zero)));

        await Eventually.GetAsync(() => Task.FromResult(heard.Count), count => count >= launches.Length * 2, "each holder was ended and removed");
        await ending.CancelAsync();
        await hearing;
        Assert.Equal(launches.Select(launch => launch.Uid.Value).Order(), heard.Where((_, index) => index % 2 == 0).Select(entry => entry.Pod).Order());
        Assert.All(heard.Chunk(2), pair => Assert.Equal((("kill", pair[0].Pod), ("destroy", pair[0].Pod)), (pair[0], pair[1])));

        async Task HearAsync()
        {
            try
            {
                await foreach (var entry in docker.ReadEventsAsync(opened.SetResult, ending.Token))
                {
                    if (entry is { Action: "kill" or "destroy", Actor.Attributes: { } labels } && labels.GetValueOrDefault(PodLabels.Role) == nameof(ContainerRole.Holder)
                        && launches.Any(launch => launch.Uid.Value == labels[PodLabels.Uid]))
                        heard.Add((entry.Action, labels[PodLabels.Uid]));
                }
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                // Enough was heard.
            }
        }
    }

    [DockerFact]
    public async Task InitContainers_RunInOrder_BeforeTheOthers_AndShareVolumes()
    {
        var host = Harness!.CreateHost(Owner);
        var work = new VolumeMount("work", "/work", IsReadOnly: false);
        var spec = DockerHarness.Of(DockerHarness.ShellContainer("main", "cat /work/order", work)) with
        {
            InitContainers =
            [
                DockerHarness.ShellContainer("first", "sleep 0.3; echo first >> /work/order", work),
                DockerHarness.ShellContainer("second", "echo second >> /work/order", work),
            ],
            Volumes = [new Volume { Name = "work", EmptyDir = new EmptyDirVolume() }],
        };

        var launch = await CreateAsync(host, spec);

        var pod = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Succeeded);
        Assert.Equal(["first", "second"], await ReadAsync(host, launch.Uid, "main", new LogQuery()));
        Assert.All(pod.InitContainers, init => Assert.Equal(0, init.ExitCode));
    }

    [DockerFact]
    public async Task Sidecar_StartsFirst_IsRestarted_AndEndsAfterTheContainersOfAJob()
    {
        var host = Harness!.CreateHost(Owner);
        var work = new VolumeMount("work", "/work", IsReadOnly: false);
        var sidecar = DockerHarness.ShellContainer("proxy", "echo run >> /work/runs; trap 'echo asked >> /work/runs; exit 0' TERM; while [ ! -f /work/fail ]; do sleep 0.05; done; rm /work/fail; exit 1", work);
        var main = "while [ ! -f /work/runs ]; do sleep 0.05; done; touch /work/fail; while [ $(wc -l < /work/runs) -lt 2 ]; do sleep 0.05; done; cat /work/runs";
        var spec = DockerHarness.Of(DockerHarness.ShellContainer("main", main, work)) with
        {
            InitContainers = [sidecar with { IsSidecar = true }, DockerHarness.ShellContainer("init", "cat /work/runs", work)],
            Volumes = [new Volume { Name = "work", EmptyDir = new EmptyDirVolume() }],
        };

        var launch = await CreateAsync(host, spec);

        var pod = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Succeeded);
        Assert.Equal(["run", "run"], await ReadAsync(host, launch.Uid, "main", new LogQuery()));
        Assert.Equal(["run"], await ReadAsync(host, launch.Uid, "init", new LogQuery()));
        var (proxy, ended) = (pod.InitContainers[0], pod.Containers[0]);
        Assert.Equal((ContainerState.Terminated, 0, 1), (proxy.State, proxy.ExitCode, proxy.RestartCount));
        Assert.True(proxy.FinishedAt >= ended.FinishedAt, $"{proxy.FinishedAt} after {ended.FinishedAt}");
        Assert.Equal(proxy.FinishedAt, pod.UsageEndedAt);
    }

    [DockerFact]
    public async Task ContainerThatEndsAtOnce_RunsOnce_HoweverOftenItIsLookedAt()
    {
        var host = Harness!.CreateHost(Owner);
        await host.ListAsync(CancellationToken.None);
        var spec = DockerHarness.Shell("echo run; exit 3") with { InitContainers = [DockerHarness.ShellContainer("init", "exit 0")] };
        using var looking = new CancellationTokenSource();
        Task[] lookers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!looking.IsCancellationRequested)
                await host.ListAsync(CancellationToken.None);
        }))];

        var launches = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => CreateAsync(host, spec)));
        foreach (var launch in launches)
            await host.WaitForPhaseAsync(launch.Uid, PodPhase.Failed);
        await Task.Delay(TimeSpan.FromSeconds(1));
        await looking.CancelAsync();
        await Task.WhenAll(lookers);

        foreach (var launch in launches)
            Assert.Equal(["run"], await ReadAsync(host, launch.Uid, "main", new LogQuery()));
    }

    [DockerFact]
    public async Task PreStopHook_IsDoneBeforeTheContainerIsAskedToEnd_AndAgainByALaterProcess()
    {
        var host = Harness!.CreateHost(Owner);
        var main = DockerHarness.ShellContainer("main", "trap 'test -f /bye && echo asked after the hook; sleep 0.3; exit 0' TERM; while :; do sleep 0.05; done");
        var spec = DockerHarness.Of(main with { PreStop = new LifecycleHook { Exec = ["sh", "-c", "sleep 1; echo hook > /proc/1/fd/1; touch /bye"] } });
        var launch = await CreateAsync(host, spec);
        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);

        Assert.IsType<DeleteOutcome.Deleting>(await host.DeleteAsync(launch.Uid, TimeSpan.FromSeconds(20), CancellationToken.None));
        await Harness!.EndAsync(host);
        var next = Harness!.CreateHost(Owner);
        Assert.IsType<DeleteOutcome.Deleting>(await next.DeleteAsync(launch.Uid, TimeSpan.FromSeconds(20), CancellationToken.None));

        await next.WaitForAsync(launch.Uid, pod => pod.Containers[0] is { State: ContainerState.Terminated, ExitCode: 0 }, "it has ended by itself");
        Assert.Equal("asked after the hook", (await ReadAsync(next, launch.Uid, "main", new LogQuery()))[^1]);
        await next.DeleteUntilGoneAsync(launch.Uid, TimeSpan.FromSeconds(20));
    }

    [DockerFact]
    public async Task PreStopHook_ThatTakesTooLong_KeepsNobodyFromEnding()
    {
        var host = Harness!.CreateHost(Owner);
        var launch = await CreateAsync(host, DockerHarness.Of(DockerHarness.ShellContainer("main", "sleep 600") with { PreStop = new LifecycleHook { SleepSeconds = 600 } }));
        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);

        await host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.FromSeconds(2));

        Assert.Null(await host.GetAsync(launch.Uid));
    }

    [DockerFact]
    public async Task Sidecar_OfAPodThatIsDeleted_IsThereUntilItsContainersHaveEnded()
    {
        var host = Harness!.CreateHost(Owner);
        var spec = DockerHarness.Of(DockerHarness.ShellContainer("main", "trap 'sleep 1; exit 0' TERM; while :; do sleep 0.05; done")) with
        {
            RestartPolicy = RestartPolicy.Always,
            InitContainers = [DockerHarness.ShellContainer("proxy", "trap 'exit 0' TERM; while :; do sleep 0.05; done") with { IsSidecar = true }],
        };
        var launch = await CreateAsync(host, spec);
        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);
        var grace = TimeSpan.FromSeconds(20);
        var (seen, mainEnded) = (0, false);
        while (await host.DeleteAsync(launch.Uid, grace, CancellationToken.None) is DeleteOutcome.Deleting)
        {
            if (await host.GetAsync(launch.Uid) is not { } pod)
                continue;
            mainEnded |= pod.Containers[0].State == ContainerState.Terminated;
            seen += pod.InitContainers[0].State == ContainerState.Running ? 1 : 0;
            Assert.True(mainEnded || pod.InitContainers[0].State == ContainerState.Running, "the sidecar goes on");
        }

        Assert.True(mainEnded);
        Assert.NotEqual(0, seen);
    }

    [DockerFact]
    public async Task InitContainer_ThatFails_IsTheEndOfAPodThatRestartsNothing()
    {
        var host = Harness!.CreateHost(Owner);
        var spec = DockerHarness.Shell("echo never") with { InitContainers = [DockerHarness.ShellContainer("broken", "exit 4")] };

        var launch = await CreateAsync(host, spec);

        var pod = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Failed);
        Assert.Equal(4, Assert.Single(pod.InitContainers).ExitCode);
        Assert.Equal(ContainerState.Waiting, Assert.Single(pod.Containers).State);
    }

    [DockerFact]
    public async Task EndedContainer_IsRestartedByTheEngine_AndItsLogGoesOn()
    {
        var host = Harness!.CreateHost(Owner);
        var launch = await CreateAsync(host, DockerHarness.Shell("echo run; sleep 0.1; exit 3", RestartPolicy.Always));

        var pod = await host.WaitForAsync(launch.Uid, pod => pod.Containers[0].RestartCount >= 2, "restarted twice");

        Assert.Equal(PodPhase.Running, pod.Phase);
        using var enough = new CancellationTokenSource();
        var lines = new List<string>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var line in host.ReadLogsAsync(launch.Uid, "main", new LogQuery(Follow: true), enough.Token))
            {
                lines.Add(line.Text);
                if (lines.Count == 5)
                    await enough.CancelAsync();
            }
        });
        Assert.Equal(Enumerable.Repeat("run", 5), lines);
    }

    [DockerFact]
    public async Task Container_StoppedByHand_IsStartedAgain()
    {
        var host = Harness!.CreateHost(Owner);
        var launch = await CreateAsync(host, Harness!.RunsUntilStopped());
        var before = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);

        using var docker = Harness!.Client();
        await docker.KillContainerAsync(await IdOfAsync(docker, launch.Uid, "main"), "SIGTERM", CancellationToken.None);

        await host.WaitForAsync(
            launch.Uid, pod => pod.Containers[0] is { State: ContainerState.Running } main && main.StartedAt > before.Containers[0].StartedAt, "started again");
    }

    [DockerFact]
    public async Task Container_RemovedByHand_IsTheEndOfItsPod()
    {
        var host = Harness!.CreateHost(Owner);
        var other = await CreateAsync(host, Harness!.RunsUntilStopped());
        var launch = await CreateAsync(host, Harness!.RunsUntilStopped());
        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);

        using var docker = Harness!.Client();
        await docker.RemoveContainerAsync(await IdOfAsync(docker, launch.Uid, "main"), CancellationToken.None);

        var pod = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Failed);
        Assert.Equal("ContainerLost", pod.Reason);
        Assert.Equal(PodPhase.Running, (await host.GetAsync(other.Uid))!.Phase);
        await host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.Zero);
    }

    [DockerFact]
    public async Task ProgramThatIsNotThere_EndsAPodThatRestartsNothing_AndSaysWhy()
    {
        var host = Harness!.CreateHost(Owner);

        var launch = await CreateAsync(host, DockerHarness.Of(new ContainerSpec { Name = "main", Image = DockerHarness.Image, Command = ["/no/such/program"] }));

        var pod = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Failed);
        Assert.Equal("StartError", pod.Containers[0].Reason);
        Assert.Contains("/no/such/program", pod.Containers[0].Message);
    }

    [DockerFact]
    public async Task Delete_HasItsGrace_AndThenForce()
    {
        var host = Harness!.CreateHost(Owner);
        var launch = await CreateAsync(host, DockerHarness.Shell("trap '' TERM; while :; do sleep 0.05; done", RestartPolicy.Always));
        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);
        var grace = TimeSpan.FromSeconds(2);

        Assert.IsType<DeleteOutcome.Deleting>(await host.DeleteAsync(launch.Uid, grace, CancellationToken.None));
        Assert.Equal(PodPhase.Running, (await host.GetAsync(launch.Uid))!.Phase);

        await host.DeleteUntilGoneAsync(launch.Uid, grace);
    }

    [DockerFact]
    public async Task Delete_ThatAnotherProcessGoesOnWith_StartsNothingAgain()
    {
        var launch = await CreateAsync(Harness!.CreateHost(Owner), Harness!.RunsUntilStopped());
        var first = Harness!.CreateHost(Owner);
        await first.WaitForPhaseAsync(launch.Uid, PodPhase.Running);
        Assert.IsType<DeleteOutcome.Deleting>(await first.DeleteAsync(launch.Uid, TimeSpan.FromSeconds(30), CancellationToken.None));

        var second = Harness!.CreateHost(Owner);
        var ended = await second.WaitForAsync(launch.Uid, pod => pod.Containers[0].State == ContainerState.Terminated, "it has ended");

        Assert.Equal(ContainerState.Terminated, (await second.GetAsync(launch.Uid))!.Containers[0].State);
        Assert.Equal(0, ended.Containers[0].ExitCode);
        await second.DeleteUntilGoneAsync(launch.Uid, TimeSpan.FromSeconds(30));
    }
}
