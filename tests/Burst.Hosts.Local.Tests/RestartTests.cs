using Burst.Core.Pods;
using Burst.Testing.Hosts;

namespace Burst.Hosts.Local.Tests;

public sealed class RestartTests : LocalPodHostTestBase
{
    [Fact]
    public async Task OnFailure_RestartsUntilItSucceeds()
    {
        const string script = "n=$(cat runs 2>/dev/null || echo 0); n=$((n+1)); echo $n > runs; echo run $n; [ $n -ge 3 ]";
        var launch = await CreateAsync(Specs.Shell(script) with { RestartPolicy = RestartPolicy.OnFailure });

        var pod = await WaitForEndAsync(launch);

        Assert.Equal(PodPhase.Succeeded, pod.Phase);
        Assert.Equal(2, Assert.Single(pod.Containers).RestartCount);
        Assert.Equal(["run 1", "run 2", "run 3"], await ReadLogAsync(launch));
    }

    [Fact]
    public async Task Always_BacksOffBetweenRestarts_AndThePodStaysRunning()
    {
        var launch = await CreateAsync(Specs.Shell("exit 4") with { RestartPolicy = RestartPolicy.Always });

        var pod = await Host.WaitForAsync(
            launch.Uid,
            observed => observed.Containers.Any(container => container is { State: ContainerState.Waiting, Reason: "CrashLoopBackOff", RestartCount: >= 3 }),
            "third restart waits");

        Assert.Equal(PodPhase.Running, pod.Phase);
        Assert.Contains("exit code 4", pod.Containers[0].Message);
        Assert.Null(pod.UsageEndedAt);
    }

    [Fact]
    public async Task Delete_WhileARestartWaits_EndsThePodAtOnce()
    {
        var host = Harness.CreateHost(Owner, options => options with { AllowHostCommands = true, RestartDelayBase = TimeSpan.FromMinutes(30) });
        var launch = Launches.Of(Specs.Shell("exit 4") with { RestartPolicy = RestartPolicy.Always });
        await host.CreateUntilSettledAsync(launch);
        await host.WaitForAsync(launch.Uid, pod => pod.Containers[0].RestartCount == 2, "second restart waits");

        await host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.FromHours(1));

        Assert.Empty(await host.ListAsync(CancellationToken.None));
    }
}
