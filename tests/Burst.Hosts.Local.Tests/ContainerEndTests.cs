using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Testing.Hosts;

namespace Burst.Hosts.Local.Tests;

public sealed class ContainerEndTests : LocalPodHostTestBase
{
    [Theory]
    [InlineData("KILL", 9)]
    [InlineData("SEGV", 11)]
    [InlineData("TERM", 15)]
    public async Task EndedBySignal_SaysWhichOne(string name, int signal)
    {
        var launch = await CreateAsync(Specs.Shell($"kill -{name} $$"));

        var container = Assert.Single((await WaitForEndAsync(launch)).Containers);

        Assert.Equal(128 + signal, container.ExitCode);
        Assert.Equal(signal, container.Signal);
        Assert.Equal("Error", container.Reason);
    }

    [Fact]
    public async Task ExitCodeOf143_IsNotTakenForASignal()
    {
        var launch = await CreateAsync(Specs.Shell("exit 143"));

        var container = Assert.Single((await WaitForEndAsync(launch)).Containers);

        Assert.Equal(143, container.ExitCode);
        Assert.Null(container.Signal);
    }

    [Fact]
    public async Task UnknownCommand_EndsWithAStartError_ThatNamesIt()
    {
        var launch = await CreateAsync(Specs.Host("no-such-command", "x"));

        var pod = await WaitForEndAsync(launch);

        var container = Assert.Single(pod.Containers);
        Assert.Equal(PodPhase.Failed, pod.Phase);
        Assert.Equal("StartError", container.Reason);
        Assert.Equal(128, container.ExitCode);
        Assert.Contains("'no-such-command' could not be started: No such file or directory", container.Message);
    }

    [Fact]
    public async Task Delete_AsksWithSigterm_AndLeavesTimeToEnd()
    {
        var marker = Path.Combine(Harness.Root, "ended-well");
        var launch = await CreateAsync(Specs.Shell($"trap 'echo bye > {marker}; exit 0' TERM; echo ready; while :; do sleep 0.05; done"));
        await WaitForLineAsync(launch, "ready");

        await Host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.FromSeconds(30));

        Assert.Equal("bye\n", File.ReadAllText(marker));
    }

    [Fact]
    public async Task Delete_SigtermIgnored_KillsAfterTheGrace()
    {
        var launch = await CreateAsync(Specs.Shell("trap '' TERM; echo ready; while :; do sleep 0.05; done"));
        await WaitForLineAsync(launch, "ready");
        var grace = TimeSpan.FromMilliseconds(700);
        var started = TimeProvider.System.GetTimestamp();

        var gone = await Host.DeleteUntilGoneAsync(launch.Uid, grace);

        Assert.True(TimeProvider.System.GetElapsedTime(started) >= grace);
        Assert.NotNull(gone.EndedAt);
        Assert.Empty(LocalHarness.FindProcesses(Harness.Root));
    }

    [Fact]
    public async Task Delete_LaterShorterGrace_Counts()
    {
        var launch = await CreateAsync(Specs.Shell("trap '' TERM; echo ready; while :; do sleep 0.05; done"));
        await WaitForLineAsync(launch, "ready");

        Assert.IsType<DeleteOutcome.Deleting>(await Host.DeleteAsync(launch.Uid, TimeSpan.FromHours(1), CancellationToken.None));
        await Host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.Zero);

        Assert.Empty(await Host.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task End_TakesWhatTheContainerLeftBehind_WithIt()
    {
        var launch = await CreateAsync(Specs.Shell("sleep 1000 & setsid sleep 1001 & sleep 0.2; echo main ends"));

        var pod = await WaitForEndAsync(launch);

        Assert.Equal(PodPhase.Succeeded, pod.Phase);
        Assert.Equal(["main ends"], await ReadLogAsync(launch));
        await Burst.Testing.Eventually.HoldsAsync(
            () => LocalHarness.FindProcesses(Harness.FolderOf(launch.Uid, Owner)).Count == 0,
            "nothing of the pod runs");
    }

    [Fact]
    public async Task ActiveDeadline_EndsThePod_AndSaysSo()
    {
        var launch = await CreateAsync(Specs.Shell("sleep 1000") with { ActiveDeadline = TimeSpan.FromSeconds(0.3) });

        var pod = await WaitForEndAsync(launch);

        Assert.Equal(PodPhase.Failed, pod.Phase);
        Assert.Equal("DeadlineExceeded", pod.Reason);
        Assert.Contains("0.3 s", pod.Message);
        Assert.Equal(15, Assert.Single(pod.Containers).Signal);
    }

    [Fact]
    public async Task SeveralContainers_EndThePodTogether()
    {
        var launch = await CreateAsync(Specs.Of(Specs.ShellContainer("one", "echo from one"), Specs.ShellContainer("two", "sleep 0.3; echo from two; exit 5")));

        var pod = await WaitForEndAsync(launch);

        Assert.Equal(PodPhase.Failed, pod.Phase);
        Assert.Equal([0, 5], pod.Containers.Select(container => container.ExitCode));
        Assert.Equal(["from one"], await ReadLogAsync(launch, container: "one"));
        Assert.Equal(["from two"], await ReadLogAsync(launch, container: "two"));
    }

    [Fact]
    public async Task SleepProgram_DiesOfSigterm()
    {
        var launch = await CreateAsync(Harness.RunsUntilStopped());
        await WaitForLineAsync(launch, "sleeping for 3600 s");
        var pid = LocalHarness.FindContainers(Harness.FolderOf(launch.Uid, Owner)).Single();

        LocalHarness.Signal(pid, "TERM");

        var container = Assert.Single((await WaitForEndAsync(launch)).Containers);
        Assert.Equal((143, 15), (container.ExitCode, container.Signal));
    }
}
