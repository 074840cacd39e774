using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Hosts.Docker.Mapping;
using Burst.Testing;
using Burst.Testing.Hosts;

namespace Burst.Hosts.Docker.Tests;

/// <summary>Probes of pods on a real engine.</summary>
public sealed class EngineProbeTests : OnEngine
{
    private const string Forever = "while :; do sleep 0.1; done";

    private static readonly Probe Often = new() { InitialDelaySeconds = 0, PeriodSeconds = 1, TimeoutSeconds = 2, SuccessThreshold = 1, FailureThreshold = 1 };

    [DockerFact]
    public async Task HttpReadiness_FollowsWhatTheContainerAnswers()
    {
        var host = Harness!.CreateHost(Owner);
        var probe = Often with { HttpGet = new HttpProbe("/ok", 8080, "http") };
        var launch = await CreateAsync(host, DockerHarness.ShellContainer("main", $"trap 'exit 0' TERM; mkdir /www; httpd -p 8080 -h /www; {Forever}") with { ReadinessProbe = probe });

        var unready = await host.WaitForAsync(launch.Uid, pod => pod.Containers[0].Message == "Readiness probe failed: it answered 404", "not ready");
        Assert.Null(unready.Containers[0].ReadyAt);
        await RunAsync(launch, "touch", "/www/ok");
        var ready = await host.WaitForAsync(launch.Uid, pod => pod.Containers[0].ReadyAt is not null, "ready");
        Assert.Null(ready.Containers[0].Message);
        Assert.Empty(ready.UnknownReadiness);
        await RunAsync(launch, "rm", "/www/ok");

        await host.WaitForAsync(launch.Uid, pod => pod.Containers[0].ReadyAt is null, "not ready any more");
        Assert.Equal(0, (await host.GetAsync(launch.Uid))!.Containers[0].RestartCount);
    }

    [DockerFact]
    public async Task TcpReadiness_IsAskedOfThePodsAddress()
    {
        var host = Harness!.CreateHost(Owner);
        var launch = await CreateAsync(
            host,
            DockerHarness.ShellContainer("open", $"trap 'exit 0' TERM; httpd -p 8080; {Forever}") with { ReadinessProbe = Often with { TcpPort = 8080 } },
            DockerHarness.ShellContainer("inside", $"trap 'exit 0' TERM; httpd -p 127.0.0.1:8081; {Forever}") with { ReadinessProbe = Often with { TcpPort = 8081 } });

        var pod = await host.WaitForAsync(launch.Uid, pod => pod.Containers[0].ReadyAt is not null && pod.Containers[1].Message is not null, "one is ready");

        Assert.Null(pod.Containers[1].ReadyAt);
        Assert.Contains("refused", pod.Containers[1].Message);
    }

    [DockerFact]
    public async Task Liveness_ThatFails_RestartsTheContainer_AndTheCountOutlivesTheProcess()
    {
        var host = Harness!.CreateHost(Owner);
        var main = DockerHarness.ShellContainer("main", $"trap 'exit 0' TERM; touch /tmp/alive; {Forever}") with
        {
            LivenessProbe = Often with { InitialDelaySeconds = 3, TimeoutSeconds = 5, FailureThreshold = 2, Exec = ["sh", "-c", "cat /tmp/alive || exit 7"] },
        };
        var beside = DockerHarness.ShellContainer("beside", $"trap 'exit 0' TERM; {Forever}");
        var launch = await CreateAsync(host, main, beside);
        var before = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);

        await RunAsync(launch, "rm", "/tmp/alive");

        var after = await host.WaitForAsync(launch.Uid, pod => pod.Containers[0] is { State: ContainerState.Running, RestartCount: 1 }, "restarted");
        Assert.StartsWith("Liveness probe failed: the command exited with 7: cat:", after.Containers[0].Message, StringComparison.Ordinal);
        Assert.True(after.Containers[0].StartedAt > before.Containers[0].StartedAt);
        Assert.Equal(before.Containers[1].StartedAt, after.Containers[1].StartedAt);

        await RunAsync(launch, "rm", "/tmp/alive");
        var waiting = await host.WaitForAsync(launch.Uid, pod => pod.Containers[0].State == ContainerState.Waiting, "waits for its back-off");
        Assert.Equal("CrashLoopBackOff", waiting.Containers[0].Reason);
        Assert.Equal(PodPhase.Running, waiting.Phase);
        await Harness!.EndAsync(host);

        var next = await Harness!.CreateHost(Owner).WaitForAsync(launch.Uid, pod => pod.Containers[0].State == ContainerState.Running, "another process goes on");
        Assert.Equal(2, next.Containers[0].RestartCount);
    }

    [DockerFact]
    public async Task Liveness_ThatFails_IsTheEndOfAPodThatRestartsNothing()
    {
        var host = Harness!.CreateHost(Owner);
        var main = DockerHarness.ShellContainer("main", Forever) with { LivenessProbe = Often with { Exec = ["false"], InitialDelaySeconds = 1 } };

        var launch = await CreateAsync(host, DockerHarness.Of(main) with { TerminationGracePeriod = TimeSpan.FromSeconds(1) });

        var pod = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Failed);
        Assert.Equal(9, pod.Containers[0].Signal);
        Assert.True(pod.Containers[0].FinishedAt - pod.Containers[0].StartedAt > TimeSpan.FromSeconds(1.9));
    }

    [DockerFact]
    public async Task Liveness_WithAGraceOfItsOwn_DoesNotWaitForThePods()
    {
        var host = Harness!.CreateHost(Owner);
        var main = DockerHarness.ShellContainer("main", $"trap '' TERM; {Forever}") with { LivenessProbe = Often with { Exec = ["false"], TerminationGracePeriodSeconds = 1 } };

        var launch = await CreateAsync(host, DockerHarness.Of(main) with { TerminationGracePeriod = TimeSpan.FromMinutes(10) });

        var pod = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Failed);
        Assert.Equal(9, pod.Containers[0].Signal);
    }

    [DockerFact]
    public async Task Startup_HoldsTheOthersBack_UntilItSucceeds()
    {
        var host = Harness!.CreateHost(Owner);
        var main = DockerHarness.ShellContainer("main", $"trap 'exit 0' TERM; sleep 2; touch /tmp/up; {Forever}") with
        {
            StartupProbe = Often with { Exec = ["cat", "/tmp/up"], FailureThreshold = 20 },
            LivenessProbe = Often with { Exec = ["cat", "/tmp/up"] },
        };

        var launch = await CreateAsync(host, main);

        var waiting = await host.WaitForAsync(launch.Uid, pod => pod.Containers[0].Message?.StartsWith("Startup probe failed", StringComparison.Ordinal) == true, "asked");
        Assert.Null(waiting.Containers[0].ReadyAt);
        var pod = await host.WaitForAsync(launch.Uid, pod => pod.Containers[0].ReadyAt is not null, "started up");
        Assert.Equal(0, pod.Containers[0].RestartCount);
    }

    [DockerFact]
    public async Task Question_ThatIsNotAnsweredInTime_IsABadAnswer_AndNoOtherIsAskedBesideIt()
    {
        var host = Harness!.CreateHost(Owner);
        var main = DockerHarness.ShellContainer("main", $"trap 'exit 0' TERM; {Forever}") with
        {
            ReadinessProbe = Often with { Exec = ["sh", "-c", "echo asked >> /tmp/asked; sleep 300"], TimeoutSeconds = 1 },
        };

        var launch = await CreateAsync(host, main);

        await host.WaitForAsync(launch.Uid, pod => pod.Containers[0].Message == "Readiness probe failed: the command of an earlier question still runs", "still late");
        await RunAsync(launch, "sh", "-c", "[ $(wc -l < /tmp/asked) = 1 ]");
    }

    [DockerFact]
    public async Task Readiness_IsUnknownToAProcessThatHasJustBegun_AndNoContainerIsRestartedForIt()
    {
        var main = DockerHarness.ShellContainer("main", $"trap 'exit 0' TERM; httpd -p 8080; {Forever}") with { ReadinessProbe = Often with { TcpPort = 8080 } };
        var first = Harness!.CreateHost(Owner);
        var launch = await CreateAsync(first, main);
        var before = await first.WaitForAsync(launch.Uid, pod => pod.Containers[0].ReadyAt is not null, "ready");
        await Harness!.EndAsync(first);

        var second = Harness!.CreateHost(Owner);
        Assert.Equal("main", Assert.Single((await second.GetAsync(launch.Uid))!.UnknownReadiness));

        var after = await second.WaitForAsync(launch.Uid, pod => pod.UnknownReadiness.IsEmpty, "known");
        Assert.NotNull(after.Containers[0].ReadyAt);
        Assert.Equal(before.Containers[0].StartedAt, after.Containers[0].StartedAt);
    }

    [DockerFact]
    public async Task Probes_CostNoCalls_WhereTheyAreConnections()
    {
        var host = Harness!.CreateHost(Owner);
        var launch = await CreateAsync(host, DockerHarness.ShellContainer("main", $"trap 'exit 0' TERM; httpd -p 8080; {Forever}") with { ReadinessProbe = Often with { TcpPort = 8080 } });
        await host.WaitForAsync(launch.Uid, pod => pod.Containers[0].ReadyAt is not null, "ready");
        await Eventually.GetAsync(
            async () =>
            {
                var before = host.Calls;
                await host.ListAsync(CancellationToken.None);
                return host.Calls - before == 1;
            },
            isQuiet => isQuiet, "at rest");
        var calls = host.Calls;

        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);

        Assert.Equal(calls, host.Calls);
    }

    private async Task<PodLaunch> CreateAsync(DockerPodHost host, params ContainerSpec[] containers) =>
        await CreateAsync(host, DockerHarness.Of(containers) with { RestartPolicy = RestartPolicy.Always });

    /// <summary>Runs a command in the first container, which has to exit with 0.</summary>
    private async Task RunAsync(PodLaunch launch, params string[] command)
    {
        using var docker = Harness!.Client();
        var name = launch.Spec.Containers[0].Name;
        var id = (await docker.ListContainersAsync([$"{PodLabels.Uid}={launch.Uid}", $"{PodLabels.Container}={name}"], CancellationToken.None)).Single().Id;
        var answer = await Probing.ExecProbe.AskAsync(docker, id, command, new Probing.ProbeMemory(), CancellationToken.None);
        Assert.Equal(Probing.ProbeAnswer.Good, answer);
    }
}
