using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Testing;
using Burst.Testing.Hosts;

namespace Burst.Hosts.Local.Tests;

public sealed class ShimLossTests : LocalPodHostTestBase
{
    [Fact]
    public async Task ShimKilled_ContainerStillRuns_IsToldAndEndedByDelete()
    {
        var launch = await CreateAsync(Harness.RunsUntilStopped());
        await WaitForLineAsync(launch, "sleeping for 3600 s");
        var folder = Harness.FolderOf(launch.Uid, Owner);
        var container = LocalHarness.FindContainers(folder).Single();

        LocalHarness.Signal(LocalHarness.FindShim(folder), "KILL");

        var pod = await Host.WaitForPhaseAsync(launch.Uid, PodPhase.Failed);
        Assert.Equal("ShimLost", pod.Reason);
        Assert.Contains($"pid {container}", pod.Message);
        Assert.Equal(ContainerState.Running, Assert.Single(pod.Containers).State);
        Assert.Null(pod.UsageEndedAt);

        var gone = await Host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.FromSeconds(30));
        Assert.NotNull(gone.EndedAt);
        Assert.Empty(LocalHarness.FindProcesses(folder));
    }

    [Fact]
    public async Task ShimKilled_ContainerGoneToo_IsFailedWithAnUnknownEnd()
    {
        var launch = await CreateAsync(Harness.RunsUntilStopped());
        await WaitForLineAsync(launch, "sleeping for 3600 s");
        var folder = Harness.FolderOf(launch.Uid, Owner);
        var container = LocalHarness.FindContainers(folder).Single();

        LocalHarness.Signal(LocalHarness.FindShim(folder), "KILL");
        LocalHarness.Signal(container, "KILL");

        var pod = await WaitForEndAsync(launch);
        Assert.Equal((PodPhase.Failed, "ShimLost"), (pod.Phase, pod.Reason));
        var status = Assert.Single(pod.Containers);
        Assert.Equal((ContainerState.Terminated, "ContainerStatusUnknown", 137), (status.State, status.Reason, status.ExitCode));
        Assert.Equal(pod.UsageEndedAt, (await Host.GetAsync(launch.Uid))!.UsageEndedAt);
        Assert.IsType<CreateOutcome.Accepted>(await Host.CreateAsync(launch, CancellationToken.None));
        Assert.Empty(LocalHarness.FindProcesses(folder));
    }

    [Fact]
    public async Task ShimKilled_ContainerIgnoresSigterm_DeleteKillsItAfterTheGrace()
    {
        var launch = await CreateAsync(Specs.Shell("trap '' TERM; echo ready; (trap '' TERM; setsid sleep 1000) & while :; do sleep 0.05; done"));
        await WaitForLineAsync(launch, "ready");
        var folder = Harness.FolderOf(launch.Uid, Owner);
        LocalHarness.Signal(LocalHarness.FindShim(folder), "KILL");

        await Host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.FromMilliseconds(300));

        Assert.Empty(LocalHarness.FindProcesses(folder));
    }

    [Fact]
    public async Task StatusOfAnotherBoot_IsNodeRebooted_AndNoPidIsSignalled()
    {
        var launch = await CreateAsync(Harness.RunsUntilStopped());
        await WaitForLineAsync(launch, "sleeping for 3600 s");
        var folder = Harness.FolderOf(launch.Uid, Owner);
        await LocalHarness.KillAllAsync(folder);
        var bystander = await CreateAsync(Harness.RunsUntilStopped());
        var bystanderPid = LocalHarness.FindShim(Harness.FolderOf(bystander.Uid, Owner));
        RewriteStatusAsOfAnotherBoot(folder, bystanderPid);

        var pod = (await Host.GetAsync(launch.Uid))!;

        Assert.Equal((PodPhase.Failed, "NodeRebooted"), (pod.Phase, pod.Reason));
        Assert.Equal("ContainerStatusUnknown", pod.Containers[0].Reason);
        await Host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.Zero);
        Assert.Equal(PodPhase.Running, (await Host.WaitForPhaseAsync(bystander.Uid, PodPhase.Running)).Phase);
        Assert.Equal(bystanderPid, LocalHarness.FindShim(Harness.FolderOf(bystander.Uid, Owner)));
    }

    [Fact]
    public async Task PidGivenToAnotherProcess_IsNotTakenForTheShim()
    {
        var launch = await CreateAsync(Harness.RunsUntilStopped());
        await WaitForLineAsync(launch, "sleeping for 3600 s");
        var folder = Harness.FolderOf(launch.Uid, Owner);
        await LocalHarness.KillAllAsync(folder);
        var status = File.ReadAllText(Path.Combine(folder, "status.json"));
        File.WriteAllText(
            Path.Combine(folder, "status.json"),
            System.Text.RegularExpressions.Regex.Replace(status, "\"pid\":[0-9]+", $"\"pid\":{Environment.ProcessId}"));

        var pod = (await Host.GetAsync(launch.Uid))!;
        await Host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.Zero);

        Assert.Equal("ShimLost", pod.Reason);
        Assert.NotNull(pod.UsageEndedAt);
    }

    [Fact]
    public async Task FolderRemovedByHand_EndsThePod()
    {
        var launch = await CreateAsync(Harness.RunsUntilStopped());
        await WaitForLineAsync(launch, "sleeping for 3600 s");
        var folder = Harness.FolderOf(launch.Uid, Owner);

        Directory.Delete(folder, recursive: true);

        await Eventually.HoldsAsync(() => LocalHarness.FindProcesses(folder).Count == 0, "nothing of the pod runs");
    }

    [Fact]
    public async Task ShimKilledAtAnyInstant_LeavesNothingThatDeleteDoesNotFind()
    {
        const int rounds = 20;
        var random = new Random(20260101);
        for (var round = 0; round < rounds; round++)
        {
            var launch = Launches.Of(Harness.RunsUntilStopped());
            var folder = Harness.FolderOf(launch.Uid, Owner);
            var creating = Host.CreateAsync(launch, CancellationToken.None);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 120)), TimeProvider.System);
            var isKilled = LocalHarness.KillShimIfAny(folder);

            // What was accepted and killed is told as lost; what was not accepted may be created again or, as here, deleted.
            if (await creating is CreateOutcome.Accepted)
                Assert.Equal(isKilled, (await Host.WaitForAsync(launch.Uid, pod => isKilled ? pod.Phase == PodPhase.Failed : pod.Phase == PodPhase.Running, "settled")).Reason == "ShimLost");
            else
                Assert.True(isKilled);
            await Host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.FromSeconds(30));
            Assert.Empty(LocalHarness.FindProcesses(folder));
            Assert.False(Directory.Exists(folder));
        }
    }

    private static void RewriteStatusAsOfAnotherBoot(string folder, int pid)
    {
        var path = Path.Combine(folder, "status.json");
        var boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
        var status = File.ReadAllText(path).Replace(boot, "00000000-0000-0000-0000-000000000000", StringComparison.Ordinal);
        File.WriteAllText(path, System.Text.RegularExpressions.Regex.Replace(status, "\"pid\":[0-9]+", $"\"pid\":{pid}"));
    }
}
