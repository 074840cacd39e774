using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Testing.Hosts;

namespace Burst.Hosts.Docker.Tests;

/// <summary>Probes and hooks of sidecars on a real engine.</summary>
public sealed class SidecarProbeTests : OnEngine
{
    private const string Forever = "trap 'exit 0' TERM; while :; do sleep 0.05; done";

    private static readonly Probe Often = new() { InitialDelaySeconds = 0, PeriodSeconds = 1, TimeoutSeconds = 2, SuccessThreshold = 1, FailureThreshold = 30 };
    private static readonly VolumeMount Work = new("work", "/work", IsReadOnly: false);

    [DockerFact]
    public async Task Startup_HoldsTheNextContainerBack_AlsoByALaterProcess()
    {
        var host = Harness!.CreateHost(Owner);
        var spec = With(Sidecar(Forever) with { StartupProbe = Often with { Exec = ["test", "-f", "/work/up"] } }, DockerHarness.ShellContainer("next", "date > /work/next", Work));
        var launch = await CreateAsync(host, spec);
        var waiting = await host.WaitForAsync(launch.Uid, pod => pod.InitContainers[0].Message?.StartsWith("Startup probe failed", StringComparison.Ordinal) == true, "asked");
        Assert.Equal((PodPhase.Pending, ContainerState.Running, ContainerState.Waiting), (waiting.Phase, waiting.InitContainers[0].State, waiting.InitContainers[1].State));
        Assert.Null(waiting.InitContainers[0].ReadyAt);
        await Harness!.EndAsync(host);
        var next = Harness!.CreateHost(Owner);
        Assert.Equal(ContainerState.Waiting, (await next.GetAsync(launch.Uid))!.InitContainers[1].State);

        await RunAsync(launch, "touch", "/work/up");

        var pod = await next.WaitForPhaseAsync(launch.Uid, PodPhase.Running);
        Assert.NotNull(pod.InitContainers[0].ReadyAt);
        Assert.Equal(0, pod.InitContainers[1].ExitCode);
        await Harness!.EndAsync(next);
        var last = (await Harness!.CreateHost(Owner).GetAsync(launch.Uid))!;
        Assert.Equal((PodPhase.Running, "proxy"), (last.Phase, Assert.Single(last.UnknownReadiness)));
    }

    [DockerFact]
    public async Task Readiness_OfASidecar_FollowsWhatItAnswers()
    {
        var host = Harness!.CreateHost(Owner);
        var launch = await CreateAsync(host, With(Sidecar(Forever) with { ReadinessProbe = Often with { Exec = ["test", "-f", "/work/ok"], FailureThreshold = 1 } }));
        await host.WaitForAsync(
            launch.Uid, pod => pod.Phase == PodPhase.Running && pod.InitContainers[0].Message?.StartsWith("Readiness probe failed", StringComparison.Ordinal) == true, "it runs and is not ready");

        await RunAsync(launch, "touch", "/work/ok");

        await host.WaitForAsync(launch.Uid, pod => pod.InitContainers[0].ReadyAt is not null, "ready");
    }

    [DockerFact]
    public async Task Liveness_OfASidecar_RestartsIt_AndItAlone()
    {
        var host = Harness!.CreateHost(Owner);
        var launch = await CreateAsync(host, With(Sidecar($"touch /work/alive; {Forever}") with { LivenessProbe = Often with { Exec = ["test", "-f", "/work/alive"], FailureThreshold = 1 } }));
        var before = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);

        await RunAsync(launch, "rm", "/work/alive");

        var after = await host.WaitForAsync(launch.Uid, pod => pod.InitContainers[0] is { State: ContainerState.Running, RestartCount: 1 }, "restarted");
        Assert.Equal(before.Containers[0].StartedAt, after.Containers[0].StartedAt);
        Assert.Equal(PodPhase.Running, after.Phase);
        Assert.StartsWith("Liveness probe failed", after.InitContainers[0].Message, StringComparison.Ordinal);
    }

    [DockerFact]
    public async Task PostStartOfASidecar_HoldsTheNextBack_AndItsPreStopIsDoneAtItsEnd()
    {
        var host = Harness!.CreateHost(Owner);
        var sidecar = Sidecar("trap 'test -f /work/bye && echo after the hook; exit 0' TERM; while :; do sleep 0.05; done") with
        {
            PostStart = new LifecycleHook { Exec = ["sh", "-c", "sleep 1; echo hooked > /work/order"] },
            PreStop = new LifecycleHook { Exec = ["touch", "/work/bye"] },
        };
        var launch = await CreateAsync(host, With(sidecar) with { Containers = [DockerHarness.ShellContainer("main", "cat /work/order", Work)] });

        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Succeeded);

        Assert.Equal(["hooked"], await ReadAsync(host, launch.Uid, "main", new LogQuery()));
        Assert.Equal(["after the hook"], await ReadAsync(host, launch.Uid, "proxy", new LogQuery()));
    }

    private static ContainerSpec Sidecar(string script) => DockerHarness.ShellContainer("proxy", script, Work) with { IsSidecar = true };

    private static PodSpec With(params ContainerSpec[] inits) => DockerHarness.Of(DockerHarness.ShellContainer("main", Forever)) with
    {
        InitContainers = [.. inits],
        Volumes = [new Volume { Name = "work", EmptyDir = new EmptyDirVolume() }],
    };

    private async Task RunAsync(PodLaunch launch, params string[] command)
    {
        using var docker = Harness!.Client();
        Assert.Equal(Probing.ProbeAnswer.Good, await Probing.ExecProbe.AskAsync(docker, await IdOfAsync(docker, launch.Uid, "proxy"), command, new Probing.ProbeMemory(), CancellationToken.None));
    }
}
