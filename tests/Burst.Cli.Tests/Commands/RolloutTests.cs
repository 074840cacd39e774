using System.Text.Json.Nodes;
using Burst.Cli.Tests.Support;

namespace Burst.Cli.Tests.Commands;

/// <summary>Updates of real pods of a running server.</summary>
public sealed class RolloutTests(UpFixture up) : IClassFixture<UpFixture>
{
    [Fact]
    public async Task Update_IsFollowed_LeavesNeverFewerThanItMay_AndIsUndone()
    {
        await up.ApplyAsync(Yaml.Service("rolled", "1"));
        var first = await up.RunAsync("rollout", "status", "deployment/rolled");
        Assert.EndsWith("deployment \"rolled\" successfully rolled out\n", first.Output, StringComparison.Ordinal);

        await up.ApplyAsync(Yaml.Service("rolled", "2"));
        var counts = new List<(int Ready, int All)>();
        var following = up.RunAsync("rollout", "status", "deployment/rolled", "--timeout", "120");
        while (!following.IsCompleted)
            counts.Add(Count(await up.RunJsonAsync("get", "pods", "-l", "app=rolled", "-o", "json")));

        var followed = (await following).Output;
        Assert.Contains("Waiting for deployment \"rolled\" rollout to finish: ", followed, StringComparison.Ordinal);
        Assert.EndsWith("successfully rolled out\n", followed, StringComparison.Ordinal);
        Assert.All(counts, count => Assert.True(count is { Ready: >= 3, All: <= 4 }, $"{count.Ready} ready of {count.All}"));
        Assert.Equal(["2", "2", "2"], await VersionsAsync());

        Assert.Equal("deployment/rolled rolled back to revision 1\n", (await up.RunAsync("rollout", "undo", "deploy", "rolled")).Output);
        await up.RunAsync("rollout", "status", "deploy/rolled", "--revision", "3");
        Assert.Equal(["1", "1", "1"], await VersionsAsync());

        var history = (await up.RunAsync("rollout", "history", "deployment/rolled")).Output.Split('\n');
        Assert.Matches("^REVISION +SINCE +PODS +IMAGES +CHANGE-CAUSE$", history[1]);
        Assert.Matches("^2 .* 0 +burst/sleep +version 2$", history[2]);
        Assert.Matches("^3 \\(current\\) .* 3 +burst/sleep +version 1$", history[3]);
        Assert.Contains("value: \"2\"", (await up.RunAsync("rollout", "history", "deployment/rolled", "--revision", "2")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restart_MakesNewPodsOfTheSameTemplate()
    {
        await up.ApplyAsync(Yaml.Service("again", "1"));
        await up.RunAsync("rollout", "status", "deployment/again");
        var before = Names(await up.RunJsonAsync("get", "pods", "-l", "app=again", "-o", "json"));

        Assert.Equal("deployment/again restarted\n", (await up.RunAsync("rollout", "restart", "deployment/again")).Output);
        await up.RunAsync("rollout", "status", "deployment/again", "--revision", "2");

        var after = Names(await up.RunJsonAsync("get", "pods", "-l", "app=again", "-o", "json"));
        Assert.Equal((3, 3), (before.Count, after.Count));
        Assert.Empty(before.Intersect(after));
    }

    [Fact]
    public async Task WrongTargets_AreTold()
    {
        await up.ApplyAsync(Yaml.Deployment("still"));

        var pod = await up.TryAsync("rollout", "status", "pod/still");
        var revision = await up.TryAsync("rollout", "status", "deployment/still", "--revision", "9");
        var undo = await up.TryAsync("rollout", "undo", "deployment/still");

        Assert.Equal((ExitCodes.Usage, ExitCodes.Failed, ExitCodes.Invalid), (pod.ExitCode, revision.ExitCode, undo.ExitCode));
        Assert.Contains("only a Deployment is rolled out: burst rollout status deployment/NAME", pod.Error, StringComparison.Ordinal);
        Assert.Contains("is at revision 1, not at revision 9", revision.Error, StringComparison.Ordinal);
        Assert.Contains("has no earlier revision", undo.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.NotFound, (await up.TryAsync("rollout", "history", "deployment/nobody")).ExitCode);
    }

    private async Task<string[]> VersionsAsync() =>
    [
        .. Live(await up.RunJsonAsync("get", "pods", "-l", "app=rolled", "-o", "json"))
            .Select(pod => (string)pod["spec"]!["containers"]![0]!["env"]![0]!["value"]!),
    ];

    private static List<string> Names(JsonNode pods) => [.. Live(pods).Select(pod => (string)pod["metadata"]!["name"]!)];

    private static (int Ready, int All) Count(JsonNode pods)
    {
        var all = pods["items"]!.AsArray();
        return (all.Count(IsReady), all.Count(MayRun));
    }

    /// <summary>One that has ended is listed for a moment more, and is none of those that the bound is of.</summary>
    private static bool MayRun(JsonNode? pod) => (string?)pod!["status"]!["phase"] is not ("Succeeded" or "Failed");

    private static IEnumerable<JsonNode> Live(JsonNode pods) => pods["items"]!.AsArray().Where(pod => pod!["metadata"]!["deletionTimestamp"] is null)!;

    private static bool IsReady(JsonNode? pod) =>
        pod!["status"]!["conditions"]!.AsArray().Any(condition => (string?)condition!["type"] == "Ready" && (string?)condition["status"] == "True");
}
