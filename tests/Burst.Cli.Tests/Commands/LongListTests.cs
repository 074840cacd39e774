using Burst.Cli.Tests.Support;

namespace Burst.Cli.Tests.Commands;

/// <summary>Lists longer than the server's page.</summary>
public sealed class LongListTests(UpFixture up) : IClassFixture<UpFixture>
{
    private const int Pods = 620;

    [Fact]
    public async Task Get_ListsAllPages_InEveryFormat()
    {
        await up.RunAsync("pause");
        await up.ApplyAsync(string.Join("\n---\n", Enumerable.Range(0, Pods).Select(i => Yaml.Pod($"waiting-{i:000}", """["/burst/sleep", "1"]"""))));

        var table = await up.RunAsync("get", "pods");
        var json = await up.RunJsonAsync("get", "pods", "-o", "json");
        var yaml = await up.RunAsync("get", "pods", "-A", "-o", "yaml");

        Assert.Equal(["NAME", .. Names()], table.Lines.Select(line => line.Split(' ')[0]));
        Assert.Equal(Names(), json["items"]!.AsArray().Select(pod => (string)pod!["metadata"]!["name"]!));
        Assert.Null(json["metadata"]!["continue"]);
        Assert.Equal(Pods, yaml.Lines.Count(line => line.Contains(" name: waiting-", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Names() => Enumerable.Range(0, Pods).Select(i => $"waiting-{i:000}");
}
