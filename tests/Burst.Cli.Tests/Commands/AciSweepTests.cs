using System.Text.Json.Nodes;
using Burst.Cli.Tests.Support;
using Burst.Server.Tests.Support;

namespace Burst.Cli.Tests.Commands;

/// <summary>Container groups ended by their tags alone, with no control plane about.</summary>
public sealed class AciSweepTests : IAsyncLifetime
{
    private const string Owner = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    private static readonly TimeSpan LongAgo = TimeSpan.FromHours(-1);

    private EmulatedAzure azure = null!;
    private string expired = "";
    private string live = "";
    private string foreign = "";
    private string unclear = "";

    public async Task InitializeAsync()
    {
        azure = await EmulatedAzure.StartAsync();
        expired = await azure.PutAsync("burst", Owner, Guid.Parse("00000000-0000-0000-0000-0000000000a1"), LongAgo);
        live = await azure.PutAsync("burst", Owner, Guid.Parse("00000000-0000-0000-0000-0000000000a2"), TimeSpan.FromHours(1));
        foreign = await azure.PutAsync("burst", Guid.Empty.ToString(), Guid.Parse("00000000-0000-0000-0000-0000000000a3"), LongAgo);
        unclear = await azure.PutAsync("burst", Owner, Guid.Parse("00000000-0000-0000-0000-0000000000a4"), LongAgo, name: "burst-x");
    }

    public async Task DisposeAsync() => await azure.DisposeAsync();

    [Fact]
    public async Task DryRun_SaysWhatItWouldDelete_AndTouchesNothing()
    {
        var result = await TryAsync("sweep", "--dry-run");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("3 container group(s) of 7c9e6679-7425-40de-944b-e07fc1f90ae7, 1 of others", result.Output, StringComparison.Ordinal);
        Assert.Contains("1 would be deleted; nothing was (--dry-run)", result.Output, StringComparison.Ordinal);
        Assert.Equal(4, (await azure.NamesAsync("burst")).Count);
    }

    [Fact]
    public async Task Sweep_EndsWhatIsPastItsExpiry_AndNothingElse()
    {
        var result = await TryAsync("sweep");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains($"[1/1] {expired}: deleted, and two reads have found nothing", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 deleted, 0 kept, 0 left\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(Sorted(live, foreign, unclear), await azure.NamesAsync("burst"));
    }

    [Theory]
    [InlineData("sweep")]
    [InlineData("delete-all", "--yes")]
    public async Task LogsThatAreToBeSaved_AreThereAfterwards(params string[] command)
    {
        var folder = Directory.CreateTempSubdirectory("burst-logs-");
        try
        {
            await azure.UntilItRunsAsync("burst", expired);
            await azure.UntilItRunsAsync("burst", live);
            var result = await TryAsync([.. command, "--save-logs", folder.FullName]);

            Assert.Equal((0, ""), (result.ExitCode, result.Error));
            Assert.NotEmpty(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "00000000-0000-0000-0000-0000000000a1", "main.log")));
            Assert.DoesNotContain(expired, await azure.NamesAsync("burst"));
            Assert.Equal(command[0] == "sweep" ? 1 : 2, folder.GetDirectories().Length);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task LogThatCannotBeSaved_HoldsNoDeleteUp_AndIsAFailure()
    {
        var file = Path.GetTempFileName();
        try
        {
            await azure.UntilItRunsAsync("burst", expired);
            var result = await TryAsync("sweep", "--save-logs", Path.Combine(file, "below-a-file"));

            Assert.Equal(ExitCodes.Failed, result.ExitCode);
            Assert.Contains($"the log of {expired} could not be saved whole, and the group is deleted all the same", result.Error, StringComparison.Ordinal);
            Assert.DoesNotContain(expired, await azure.NamesAsync("burst"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task DeleteAll_WithYes_EndsAllOfTheOwner_ButNotWhatIsUnclearOrOfOthers()
    {
        var result = await TryAsync("delete-all", "--yes");

        Assert.Equal(0, result.ExitCode);
        Assert.EndsWith("2 deleted, 0 kept, 0 left\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(Sorted(foreign, unclear), await azure.NamesAsync("burst"));
    }

    [Theory]
    [InlineData("n\n")]
    [InlineData("")]
    public async Task DeleteAll_AsksFirst_AndNoAnswerIsNo(string answer)
    {
        using var process = BurstCommandLine.Start("/nonexistent", ["aci", "delete-all", .. Place()]);

        var result = await BurstCommandLine.EndAsync(process, answer);

        Assert.Equal(ExitCodes.Failed, result.ExitCode);
        Assert.Contains("Delete 2 container group(s)", result.Output, StringComparison.Ordinal);
        Assert.Contains("nothing was deleted", result.Error, StringComparison.Ordinal);
        Assert.Equal(4, (await azure.NamesAsync("burst")).Count);
    }

    [Fact]
    public async Task ListThatFails_TouchesNothing_AndIsAFailure()
    {
        await azure.SendAsync(HttpMethod.Put, "/_emulator/faults/cut", JsonNode.Parse("""{ "kind": "server-error", "operation": "list", "times": 50 }"""));

        var result = await TryAsync("delete-all", "--yes");

        Assert.Equal(ExitCodes.Failed, result.ExitCode);
        Assert.Contains("nothing is touched", result.Error, StringComparison.Ordinal);
        await azure.SendAsync(HttpMethod.Delete, "/_emulator/faults/cut");
        Assert.Equal(4, (await azure.NamesAsync("burst")).Count);
    }

    [Fact]
    public async Task CtrlC_StopsBetweenCalls_AndSaysWhatIsLeft()
    {
        await azure.SendAsync(HttpMethod.Put, "/_emulator/faults/slow", JsonNode.Parse("""{ "kind": "delay", "operation": "delete", "delayMs": 20000, "times": 50 }"""));
        using var process = BurstCommandLine.Start("/nonexistent", ["aci", "delete-all", "--yes", .. Place()]);
        var first = new char[4096];
        var heard = "";
        while (!heard.Contains("[1/2]", StringComparison.Ordinal))
            heard += new string(first, 0, await process.StandardOutput.ReadAsync(first));

        await BurstCommandLine.SignalAsync(process, "INT");

        var result = await BurstCommandLine.EndAsync(process);
        Assert.Equal(ExitCodes.Interrupted, result.ExitCode);
        Assert.Contains("1 more were not begun", result.Output, StringComparison.Ordinal);
        Assert.Contains(foreign, await azure.NamesAsync("burst"));
    }

    [Fact]
    public async Task MissingOrWrongFlags_AreNamed()
    {
        using var folder = new TemporaryFolder();
        var alone = await BurstCommandLine.TryAsync("aci", "sweep", "--state", folder.Root);
        Assert.Equal(ExitCodes.Unreachable, alone.ExitCode);
        Assert.Contains("Without a server give --owner, --subscription and --resource-group", alone.Error, StringComparison.Ordinal);

        var half = await BurstCommandLine.TryAsync("aci", "sweep", "--owner", Owner, "--subscription", EmulatedAzure.Subscription, "--state", folder.Root);
        Assert.Equal((ExitCodes.Usage, true), (half.ExitCode, half.Error.Contains("--resource-group must be given; see burst aci sweep --help", StringComparison.Ordinal)));

        Assert.Equal(ExitCodes.Usage, (await BurstCommandLine.TryAsync("aci", "delete-all", "--yes")).ExitCode);
        var owner = await BurstCommandLine.TryAsync("aci", "delete-all", "--owner", "me", "--yes");
        Assert.Equal((ExitCodes.Usage, true), (owner.ExitCode, owner.Error.Contains("--owner 'me' is not the id of a cluster", StringComparison.Ordinal)));
    }

    private static List<string> Sorted(params string[] names) => [.. names.Order(StringComparer.Ordinal)];

    private Task<CliResult> TryAsync(params string[] arguments) => BurstCommandLine.TryAsync(["aci", .. arguments, .. Place()]);

    private string[] Place() =>
        ["--owner", Owner, "-s", EmulatedAzure.Subscription, "-g", "burst", "--endpoint", azure.Endpoint.ToString(), "--ca", azure.CaFile, "--state", "/nonexistent"];
}
