using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Testing;
using Burst.Testing.Hosts;

namespace Burst.Hosts.Local.Tests;

public sealed class CreateTests : LocalPodHostTestBase
{
    [Fact]
    public async Task Container_GetsExactlyItsEnvironment()
    {
        var launch = await CreateAsync(Specs.Host("env", "-0"), new ResolvedEnv("GREETING", "hello world", false), new ResolvedEnv("my.key", "s3cret", true));
        await WaitForEndAsync(launch);

        var text = Assert.Single(await ReadLogAsync(launch));
        var names = text.TrimEnd('\0').Split('\0').Select(variable => variable[..variable.IndexOf('=')]).Order(StringComparer.Ordinal);

        Assert.Equal(["BURST_CONTAINER", "BURST_POD_FOLDER", "GREETING", "HOME", "HOSTNAME", "PATH", "my.key"], names);
        Assert.Contains("GREETING=hello world\0my.key=s3cret\0", text);
        Assert.Contains($"HOSTNAME={launch.Name}\0", text);
    }

    [Fact]
    public async Task Container_InheritsNothingElse()
    {
        using var held = new FileStream(Path.Combine(Harness.Root, "held"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var launch = await CreateAsync(Specs.Shell("ls /proc/self/fd; pwd; grep -E 'SigBlk|SigIgn' /proc/self/status; readlink /proc/$$/fd/0"));
        await WaitForEndAsync(launch);

        // 3 is the folder that ls itself has open.
        Assert.Equal(
            ["0", "1", "2", "3", Path.Combine(Harness.FolderOf(launch.Uid, Owner), "work", "main"), "SigBlk:\t0000000000000000", "SigIgn:\t0000000000000000", "/dev/null"],
            (await ReadLogAsync(launch)).Select(line => line.Trim()));
    }

    [Fact]
    public async Task Shim_HasASessionOfItsOwn_AndHoldsNothingOfItsParent()
    {
        using var held = new FileStream(Path.Combine(Harness.Root, "held"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var launch = await CreateAsync(Harness.RunsUntilStopped());
        var shim = LocalHarness.FindShim(Harness.FolderOf(launch.Uid, Owner));

        var session = File.ReadAllText($"/proc/{shim}/stat").Split(") ")[1].Split(' ')[3];
        var open = Directory.EnumerateFiles($"/proc/{shim}/fd").Select(path => new FileInfo(path).LinkTarget).ToArray();

        Assert.Equal($"{shim}", session);
        Assert.DoesNotContain(held.Name, open);
        Assert.Equal("/dev/null", new FileInfo($"/proc/{shim}/fd/0").LinkTarget);
        Assert.Equal("/dev/null", new FileInfo($"/proc/{shim}/fd/1").LinkTarget);
    }

    [Fact]
    public async Task SecretsOfAPod_AreReadableByItsOwnerOnly()
    {
        var launch = await CreateAsync(Harness.RunsUntilStopped(), new ResolvedEnv("PASSWORD", "s3cret", true));
        var folder = Harness.FolderOf(launch.Uid, Owner);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "launch.json")));
    }

    [Fact]
    public async Task LaunchRecordedButShimNeverStarted_IsPending_AndCreateStartsIt()
    {
        var launch = await CreateAsync(Harness.RunsUntilStopped());
        var folder = Harness.FolderOf(launch.Uid, Owner);
        await EndAsBeforeTheShimAsync(folder);

        Assert.Equal(PodPhase.Pending, (await Host.GetAsync(launch.Uid))!.Phase);
        Assert.IsType<CreateOutcome.Accepted>(await Host.CreateAsync(launch, CancellationToken.None));
        await Host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);
        Assert.Single(LocalHarness.FindContainers(folder));
    }

    [Fact]
    public async Task LaunchRecordedButShimNeverStarted_CanBeDeleted()
    {
        var launch = await CreateAsync(Harness.RunsUntilStopped());
        await EndAsBeforeTheShimAsync(Harness.FolderOf(launch.Uid, Owner));

        await Host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.FromSeconds(30));

        Assert.Empty(await Host.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task SecondShim_ForAPodThatHasOne_EndsAtOnce()
    {
        var launch = await CreateAsync(Harness.RunsUntilStopped());
        var folder = Harness.FolderOf(launch.Uid, Owner);
        await Host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);

        using var second = System.Diagnostics.Process.Start(BurstExecutable.Path, ["__shim", folder]);
        await second.WaitForExitAsync();

        Assert.Equal(Shim.PodShim.ExitNotMine, second.ExitCode);
        Assert.Single(LocalHarness.FindContainers(folder));
    }

    [Fact]
    public async Task List_UnreadablePod_Fails_RatherThanLeavingItOut()
    {
        await CreateAsync(Harness.RunsUntilStopped());
        var broken = await CreateAsync(Harness.RunsUntilStopped());
        var path = Path.Combine(Harness.FolderOf(broken.Uid, Owner), "launch.json");
        var content = File.ReadAllText(path);
        File.WriteAllText(path, "{ half");

        var failure = await Assert.ThrowsAsync<PodHostUnavailableException>(() => Host.ListAsync(CancellationToken.None));

        Assert.Contains("launch.json", failure.Message);
        File.WriteAllText(path, content);
        Assert.Equal(2, (await Host.ListAsync(CancellationToken.None)).Count);
    }

    [Fact]
    public async Task Create_BurstNotThere_IsUnavailable_WithItsPath()
    {
        var copy = Path.Combine(Harness.Root, "burst-copy");
        File.Copy("/bin/true", copy);
        var host = Harness.CreateHost(Owner, options => options with { BurstCommand = [copy] });
        File.Delete(copy);
        var launch = Launches.Of(Harness.RunsUntilStopped());

        var failure = await Assert.ThrowsAsync<PodHostUnavailableException>(() => host.CreateAsync(launch, CancellationToken.None));

        Assert.Contains(copy, failure.Message);
        await host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.Zero);
    }

    [Fact]
    public async Task Create_ShimEndsAtOnce_IsUnknown()
    {
        var host = Harness.CreateHost(Owner, options => options with { BurstCommand = ["/bin/false"] });
        var launch = Launches.Of(Harness.RunsUntilStopped());

        Assert.IsType<CreateOutcome.Unknown>(await host.CreateAsync(launch, CancellationToken.None));

        await host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.Zero);
        Assert.Empty(await host.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task FortyPods_StartAndEnd_EachOnItsOwn()
    {
        var launches = Enumerable.Range(0, 40).Select(_ => CreateAsync(Specs.BuiltIn("burst/sleep", "0.1"))).ToArray();

        foreach (var launch in await Task.WhenAll(launches))
            Assert.Equal(PodPhase.Succeeded, (await WaitForEndAsync(launch)).Phase);
    }

    private static async Task EndAsBeforeTheShimAsync(string folder)
    {
        await LocalHarness.KillAllAsync(folder);
        File.Delete(Path.Combine(folder, "status.json"));
    }
}
