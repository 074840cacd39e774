using System.Text;
using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Testing;
using Burst.Testing.Hosts;

namespace Burst.Hosts.Local.Tests;

public sealed class SecretTests : LocalPodHostTestBase
{
    private const string Value = "s3cret \"of\" the\nnode=1";

    [Fact]
    public async Task Secret_IsSeenByTheContainer_AndStandsNowhereElse()
    {
        var launch = await CreateAsync(Specs.Shell("echo ${#PASSWORD}; exec sleep 3600"), new ResolvedEnv("PASSWORD", Value, true));
        var folder = Harness.FolderOf(launch.Uid, Owner);
        await WaitForLineAsync(launch, $"{Value.Length}");
        var shim = LocalHarness.FindShim(folder);

        Assert.Contains($"PASSWORD={Value}\0", File.ReadAllText($"/proc/{LocalHarness.FindContainers(folder).Single()}/environ"));
        AssertInNoFile(folder);
        Assert.DoesNotContain("s3cret", File.ReadAllText($"/proc/{shim}/cmdline"));
        Assert.DoesNotContain("s3cret", File.ReadAllText($"/proc/{shim}/environ"));
        Assert.DoesNotContain(
            Directory.EnumerateFiles($"/proc/{shim}/fd").Select(path => new FileInfo(path).LinkTarget), target => target?.Contains("memfd:burst") == true);
    }

    [Fact]
    public async Task Secret_IsStillThereAfterARestart()
    {
        const string script = "n=$(cat runs 2>/dev/null || echo 0); n=$((n+1)); echo $n > runs; echo ${#PASSWORD}; [ $n -ge 3 ]";
        var launch = await CreateAsync(Specs.Shell(script) with { RestartPolicy = RestartPolicy.OnFailure }, new ResolvedEnv("PASSWORD", Value, true));

        Assert.Equal(PodPhase.Succeeded, (await WaitForEndAsync(launch)).Phase);

        Assert.Equal(Enumerable.Repeat($"{Value.Length}", 3), await ReadLogAsync(launch));
        AssertInNoFile(Harness.FolderOf(launch.Uid, Owner));
    }

    [Fact]
    public async Task Secret_LargerThanAPipe_Arrives()
    {
        var variables = Enumerable.Range(0, 4).Select(i => new ResolvedEnv($"LARGE_{i}", new string('x', 100_000), true)).ToArray();
        var launch = await CreateAsync(Specs.Shell("echo $((${#LARGE_0} + ${#LARGE_1} + ${#LARGE_2} + ${#LARGE_3}))"), variables);

        await WaitForEndAsync(launch);

        Assert.Equal(["400000"], await ReadLogAsync(launch));
    }

    [Fact]
    public async Task Secret_ReplacedByALaterPlainVariable_IsThePlainOne()
    {
        var launch = await CreateAsync(Specs.Shell("echo $WORD"), new ResolvedEnv("WORD", Value, true), new ResolvedEnv("WORD", "plain", false));

        await WaitForEndAsync(launch);

        Assert.Equal(["plain"], await ReadLogAsync(launch));
    }

    [Fact]
    public async Task HostDiedBeforeTheShimStarted_TheNextCreateHandsOverWhatTheSecretsAreThen()
    {
        var launch = await CreateAsync(Specs.Shell("echo $OLD$NEW; exec sleep 3600"), new ResolvedEnv("OLD", "old", true));
        var folder = Harness.FolderOf(launch.Uid, Owner);
        await WaitForLineAsync(launch, "old");
        await LocalHarness.KillAllAsync(folder);
        File.Delete(Path.Combine(folder, "status.json"));

        var fresh = launch with { Environment = launch.Environment.SetItem("main", [new ResolvedEnv("NEW", "new", true)]) };
        Assert.IsType<CreateOutcome.Accepted>(await Host.CreateAsync(fresh, CancellationToken.None));

        await WaitForLineAsync(launch, "new");
    }

    [Fact]
    public async Task FoldersAboveAPod_AreItsOwnersOnly()
    {
        var root = Path.Combine(Harness.Root, "state", "pods");
        var host = Harness.CreateHost(Owner, options => options with { RootFolder = root });

        await host.CheckAsync(CancellationToken.None);

        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.All([root, Path.Combine(root, Owner), Path.Combine(root, Owner, "vm-1")], path => Assert.Equal(ownerOnly, File.GetUnixFileMode(path)));
    }

    private static void AssertInNoFile(string folder)
    {
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        Assert.Contains(Path.Combine(folder, "launch.json"), files);
        Assert.All(files.Where(file => new FileInfo(file).Length > 0), file => Assert.DoesNotContain("s3cret", Encoding.UTF8.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
    }
}
