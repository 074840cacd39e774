using System.Text.Json.Nodes;
using Burst.Cli.Tests.Support;

namespace Burst.Cli.Tests.Commands;

public sealed class ChaosTests
{
    [Fact]
    public async Task OneSeedInTwoProcesses_SameHistory()
    {
        var hashes = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var process = BurstCommandLine.Start("/nowhere", "chaos", "--seeds", "7..7", "--hours", "1", "--jobs", "1", "--output", "json");
            var result = await BurstCommandLine.EndAsync(process);
            hashes.Add(JsonNode.Parse(result.Output)!["histories"]![0]!["hash"]!.GetValue<string>());
        }

        Assert.Equal(16, hashes[0].Length);
        Assert.Equal(hashes[0], hashes[1]);
    }

    [Fact]
    public async Task KillThatThereIsNot_SaysHowManyThereAre()
    {
        using var process = BurstCommandLine.Start("/nowhere", "chaos", "--kill-after", "100000");
        var result = await BurstCommandLine.EndAsync(process);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("There is no call 100000: the scenario makes ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SmallWorld_SaysHowFastItIs()
    {
        using var process = BurstCommandLine.Start("/nowhere", "chaos", "--world", "small", "--seed", "3", "--hours", "1");
        var result = await BurstCommandLine.EndAsync(process);

        Assert.Matches(@"1 histories, .* simulated hours in .* s: [\d.]+ simulated hours a second, \d+ x real time on one core", result.Output);
    }

    [Fact]
    public async Task SmallWorldOfCanaries_Refused()
    {
        using var process = BurstCommandLine.Start("/nowhere", "chaos", "--world", "small", "--canaries");
        var result = await BurstCommandLine.EndAsync(process);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("--world small is for --seeds and --seed; with --canaries the world is drawn.", result.Error, StringComparison.Ordinal);
    }
}
