using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Testing.Hosts;

namespace Burst.Hosts.Docker.Tests;

/// <summary>What is done right after a container's start, on a real engine.</summary>
public sealed class PostStartTests : OnEngine
{
    private const string Forever = "trap 'exit 0' TERM; while :; do sleep 0.05; done";

    [DockerFact]
    public async Task Hook_IsDoneAfterTheStart_AndUntilThenTheContainerIsNotRunning()
    {
        var host = Harness!.CreateHost(Owner);
        var launch = await CreateAsync(host, Always(Hooked("until [ -f /go ]; do sleep 0.1; done")));

        var waiting = await host.WaitForAsync(launch.Uid, pod => pod.Containers[0].Message == "Its postStart hook is not done yet.", "its hook is under way");
        Assert.Equal((PodPhase.Pending, ContainerState.Waiting, "ContainerCreating"), (waiting.Phase, waiting.Containers[0].State, waiting.Containers[0].Reason));
        Assert.Null(waiting.Containers[0].StartedAt);
        await TouchAsync(launch, "/go");

        var running = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);
        Assert.Equal(ContainerState.Running, running.Containers[0].State);
        Assert.Null(running.Containers[0].Message);
        Assert.True(running.Containers[0].ReadyAt > running.Containers[0].StartedAt);
    }

    [DockerFact]
    public async Task Hook_IsDoneOncePerStart_WhoeverStartsIt_AndNotAgainByALaterProcess()
    {
        var host = Harness!.CreateHost(Owner);
        var work = new VolumeMount("work", "/work", IsReadOnly: false);
        var main = DockerHarness.ShellContainer("main", "trap 'exit 0' TERM; while [ ! -f /work/fail ]; do sleep 0.05; done; rm /work/fail; exit 1", work);
        var launch = await CreateAsync(host, Always(main with { PostStart = new LifecycleHook { Exec = ["sh", "-c", "echo done >> /work/hooks"] } }) with
        {
            Volumes = [new Volume { Name = "work", EmptyDir = new EmptyDirVolume() }],
        });
        var first = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);
        Assert.Equal(1, await CountHooksAsync(launch));

        await Harness!.EndAsync(host);
        var next = Harness!.CreateHost(Owner);
        var known = (await next.GetAsync(launch.Uid))!;
        Assert.Equal((PodPhase.Running, first.Containers[0].StartedAt), (known.Phase, known.Containers[0].StartedAt));
        Assert.Equal(first.Containers[0].ReadyAt, known.Containers[0].ReadyAt);
        await TouchAsync(launch, "/work/fail");

        var again = await next.WaitForAsync(launch.Uid, pod => pod.Containers[0] is { State: ContainerState.Running, RestartCount: 1 }, "the engine has restarted it");
        Assert.Equal(PodPhase.Running, again.Phase);
        Assert.Equal(2, await CountHooksAsync(launch));
    }

    [DockerFact]
    public async Task Hook_ThatFails_EndsTheContainer_WhichIsStartedAgain()
    {
        var host = Harness!.CreateHost(Owner);
        var work = new VolumeMount("work", "/work", IsReadOnly: false);
        var main = DockerHarness.ShellContainer("main", Forever, work) with
        {
            PostStart = new LifecycleHook { Exec = ["sh", "-c", "test -f /work/second || { touch /work/second; echo no such luck; exit 7; }"] },
        };
        var launch = await CreateAsync(host, Always(main) with { Volumes = [new Volume { Name = "work", EmptyDir = new EmptyDirVolume() }] });

        var pod = await host.WaitForAsync(launch.Uid, pod => pod.Containers[0] is { State: ContainerState.Running, RestartCount: 1 }, "started again");

        Assert.Equal($"{ContainerStatus.PostStartFailed}the command exited with 7: no such luck", pod.Containers[0].Message);
        Assert.Equal(PodPhase.Running, pod.Phase);
    }

    [DockerFact]
    public async Task Hook_ThatFailsAgainAndAgain_BacksOff()
    {
        var host = Harness!.CreateHost(Owner);
        var launch = await CreateAsync(host, Always(Hooked("exit 3")));

        var pod = await host.WaitForAsync(launch.Uid, pod => pod.Containers[0] is { Reason: "CrashLoopBackOff", RestartCount: 1 }, "waits for its back-off");

        Assert.Equal($"{ContainerStatus.PostStartFailed}the command exited with 3", pod.Containers[0].Message);
    }

    [DockerFact]
    public async Task Hook_ThatFails_IsTheEndOfAPodThatRestartsNothing()
    {
        var host = Harness!.CreateHost(Owner);
        var main = DockerHarness.ShellContainer("main", "while :; do sleep 0.05; done") with { PostStart = new LifecycleHook { HttpGet = new HttpProbe("/", 8080, "http") } };

        var launch = await CreateAsync(host, DockerHarness.Of(main) with { TerminationGracePeriod = TimeSpan.FromSeconds(1) });

        var pod = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Failed);
        Assert.Equal((137, 9), (pod.Containers[0].ExitCode, pod.Containers[0].Signal));
        Assert.StartsWith($"{ContainerStatus.PostStartFailed}Connection refused", pod.Containers[0].Message, StringComparison.Ordinal);
    }

    [DockerFact]
    public async Task HttpAndSleepHooks_AreDone_BeforeProbesBegin()
    {
        var host = Harness!.CreateHost(Owner);
        var often = new Probe { InitialDelaySeconds = 0, PeriodSeconds = 1, TimeoutSeconds = 2, SuccessThreshold = 1, FailureThreshold = 1, Exec = ["true"] };
        var serves = DockerHarness.ShellContainer("serves", $"httpd -p 8080 -h /bin; {Forever}") with { PostStart = new LifecycleHook { SleepSeconds = 2 }, ReadinessProbe = often };
        var asks = DockerHarness.ShellContainer("asks", $"{Forever}") with { PostStart = new LifecycleHook { HttpGet = new HttpProbe("/busybox", 8080, "http") } };

        var launch = await CreateAsync(host, DockerHarness.Of(serves, asks) with { RestartPolicy = RestartPolicy.Always });

        var pod = await host.WaitForAsync(launch.Uid, pod => pod.Containers.All(container => container.ReadyAt is not null), "both are ready");
        Assert.True(pod.Containers[0].ReadyAt - pod.Containers[0].StartedAt >= TimeSpan.FromSeconds(2));
    }

    [DockerFact]
    public async Task Pod_ThatIsDeletedWhileItsHookIsUnderWay_Goes()
    {
        var host = Harness!.CreateHost(Owner);
        var launch = await CreateAsync(host, Always(Hooked("sleep 600")));
        await host.WaitForAsync(launch.Uid, pod => pod.Containers[0].Message == "Its postStart hook is not done yet.", "its hook is under way");

        await host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.FromSeconds(5));

        Assert.Null(await host.GetAsync(launch.Uid));
    }

    private static ContainerSpec Hooked(string script) => DockerHarness.ShellContainer("main", Forever) with { PostStart = new LifecycleHook { Exec = ["sh", "-c", script] } };

    private static PodSpec Always(ContainerSpec container) => DockerHarness.Of(container) with { RestartPolicy = RestartPolicy.Always };

    private async Task TouchAsync(PodLaunch launch, string path)
    {
        using var docker = Harness!.Client();
        var answer = await Probing.ExecProbe.AskAsync(docker, await IdOfAsync(docker, launch.Uid, "main"), ["touch", path], new Probing.ProbeMemory(), CancellationToken.None);
        Assert.Equal(Probing.ProbeAnswer.Good, answer);
    }

    private async Task<int> CountHooksAsync(PodLaunch launch)
    {
        using var docker = Harness!.Client();
        string[] command = ["sh", "-c", "echo $(wc -l < /work/hooks); exit 1"];
        var answer = await Probing.ExecProbe.AskAsync(docker, await IdOfAsync(docker, launch.Uid, "main"), command, new Probing.ProbeMemory(), CancellationToken.None);
        return int.Parse(answer.Message.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
