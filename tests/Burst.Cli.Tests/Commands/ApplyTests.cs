using Burst.Cli.Tests.Support;

namespace Burst.Cli.Tests.Commands;

public sealed class ApplyTests(UpFixture up) : IClassFixture<UpFixture>
{
    [Fact]
    public async Task File_IsApplied_AndAgainChangesNothing()
    {
        var file = up.Folder.Write("one.yaml", Yaml.ConfigMap("one"));

        Assert.Equal("configmap/one created\n", (await up.RunAsync("apply", "-f", file)).Output);
        Assert.Equal("configmap/one unchanged\n", (await up.RunAsync("apply", "-f", file)).Output);
        up.Folder.Write("one.yaml", Yaml.ConfigMap("one", "2"));
        Assert.Equal("configmap/one configured\n", (await up.RunAsync("apply", "-f", file)).Output);
        Assert.Equal("2", (string?)(await up.RunJsonAsync("get", "cm/one", "-o", "json"))["data"]!["key"]);
    }

    [Fact]
    public async Task Folder_AppliesAllManifestsInIt_AndDeleteTakesThemAway()
    {
        var folder = up.Folder.At("all");
        up.Folder.Write("all/b.yml", $"---\n{Yaml.ConfigMap("b")}");
        up.Folder.Write("all/a.yaml", $"{Yaml.ConfigMap("a1")}\n---\n{Yaml.ConfigMap("a2")}");
        up.Folder.Write("all/c.json", """{ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "c" } }""");
        up.Folder.Write("all/readme.txt", "no manifest");

        Assert.Equal(["configmap/a1 created", "configmap/a2 created", "configmap/b created", "configmap/c created"], (await up.RunAsync("apply", "-f", folder)).Lines);
        await up.RunAsync("delete", "cm", "b");
        var deleted = await up.TryAsync("delete", "-f", folder);

        Assert.Equal(ExitCodes.NotFound, deleted.ExitCode);
        Assert.Equal(["configmap/c deleted", "configmap/a2 deleted", "configmap/a1 deleted"], deleted.Lines);
        Assert.Contains("\"b\" not found", deleted.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StandardInput_IsApplied()
    {
        using var good = BurstCommandLine.Start(up.Folder.Root, "apply", "-f", "-", "--state", up.State);
        Assert.Equal("configmap/piped created\n", (await BurstCommandLine.EndAsync(good, Yaml.ConfigMap("piped"))).Output);

        using var bad = BurstCommandLine.Start(up.Folder.Root, "apply", "-f", "-", "--state", up.State);
        var result = await BurstCommandLine.EndAsync(bad, Yaml.Invalid);
        Assert.Equal(ExitCodes.Invalid, result.ExitCode);
        Assert.Contains("\nstandard input:4:1: dta: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DryRun_SaysWhatWouldChange_AndChangesNothing()
    {
        var file = up.Folder.Write("dry.yaml", Yaml.ConfigMap("dry"));

        Assert.Equal("configmap/dry created (dry run)\n", (await up.RunAsync("apply", "-f", file, "--dry-run")).Output);
        Assert.Equal(ExitCodes.NotFound, (await up.TryAsync("get", "cm", "dry")).ExitCode);
    }

    [Fact]
    public async Task FolderWithBadFiles_AppliesNothing_AndSaysEveryErrorWithItsFileAndLine()
    {
        up.Folder.Write("mixed/1-good.yaml", Yaml.ConfigMap("good"));
        up.Folder.Write("mixed/2-bad.yaml", Yaml.Invalid);
        up.Folder.Write("mixed/3-torn.yaml", "apiVersion: v1\nkind: [\n");
        up.Folder.Write("mixed/4-again.yaml", $"\n{Yaml.ConfigMap("good")}");

        var result = await up.TryAsync("apply", "-f", up.Folder.At("mixed"));

        Assert.Equal((ExitCodes.Invalid, ""), (result.ExitCode, result.Output));
        Approval.Check("apply-errors.txt", result.Error.Replace(up.Folder.Root, "/folder", StringComparison.Ordinal));
        Assert.Equal(ExitCodes.NotFound, (await up.TryAsync("get", "cm", "good")).ExitCode);
    }

    [Fact]
    public async Task SeveralSources_AreOneApply_AndOneDelete()
    {
        string[] sources = ["-f", up.Folder.Write("several-1.yaml", Yaml.ConfigMap("source-1")), "-f", up.Folder.Write("several-2.yaml", Yaml.ConfigMap("source-2"))];

        Assert.Equal("configmap/source-1 created\nconfigmap/source-2 created\n", (await up.RunAsync(["apply", .. sources])).Output);
        Assert.Equal("configmap/source-2 deleted\nconfigmap/source-1 deleted\n", (await up.RunAsync(["delete", .. sources])).Output);
    }

    [Theory]
    [InlineData("yaml")]
    [InlineData("json")]
    public async Task ListAsExported_AppliesAgain(string format)
    {
        await up.ApplyAsync(Yaml.Deployment("exported-1"));
        await up.ApplyAsync(Yaml.Deployment("exported-2"));
        var exported = up.Folder.Write($"exported.{format}", (await up.RunAsync("get", "deployments", "-o", format)).Output);

        var again = await up.RunAsync("apply", "-f", exported);

        Assert.Contains("deployment/exported-1 unchanged\n", again.Output, StringComparison.Ordinal);
        Assert.Contains("deployment/exported-2 unchanged\n", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingToApply_IsNotFound_AndNamed()
    {
        Directory.CreateDirectory(up.Folder.At("empty"));
        foreach (var source in (string[])[up.Folder.At("empty"), up.Folder.At("missing.yaml")])
        {
            var result = await up.TryAsync("apply", "-f", source);
            Assert.Equal(ExitCodes.NotFound, result.ExitCode);
            Assert.StartsWith($"burst: {source}: ", result.Error, StringComparison.Ordinal);
        }
    }
}
