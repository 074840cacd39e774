using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Testing.Hosts;

namespace Burst.Hosts.Local.Tests;

public sealed class LogTests : LocalPodHostTestBase
{
    [Fact]
    public async Task Follow_AcrossRotation_LosesAndRepeatsNothing()
    {
        const int count = 3000;
        var host = Harness.CreateHost(Owner, options => options with { AllowHostCommands = true, LogBytesMax = 4096, LogFilesMax = 100 });
        var launch = Launches.Of(Specs.Shell($"i=0; while [ $i -lt {count} ]; do i=$((i+1)); echo line $i; done"));
        Assert.IsType<CreateOutcome.Accepted>(await host.CreateAsync(launch, CancellationToken.None));

        var followed = new List<string>();
        await foreach (var line in host.ReadLogsAsync(launch.Uid, "main", new LogQuery(Follow: true), CancellationToken.None))
            followed.Add(line.Text);

        Assert.Equal(Enumerable.Range(1, count).Select(number => $"line {number}"), followed);
        await host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.Zero);
    }

    [Fact]
    public async Task Rotation_KeepsTheNewestFiles_WithinTheLimit()
    {
        const int count = 2000;
        var host = Harness.CreateHost(Owner, options => options with { AllowHostCommands = true, LogBytesMax = 4096, LogFilesMax = 3 });
        var launch = Launches.Of(Specs.Shell($"i=0; while [ $i -lt {count} ]; do i=$((i+1)); echo line $i; done"));
        await host.CreateUntilSettledAsync(launch);
        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Succeeded);

        var files = new DirectoryInfo(Path.Combine(Harness.FolderOf(launch.Uid, Owner), "logs", "main")).GetFiles();
        var lines = new List<string>();
        await foreach (var line in host.ReadLogsAsync(launch.Uid, "main", new LogQuery(), CancellationToken.None))
            lines.Add(line.Text);

        Assert.Equal(3, files.Length);
        Assert.All(files, file => Assert.InRange(file.Length, 1, 4096));
        Assert.Equal(Enumerable.Range(count - lines.Count + 1, lines.Count).Select(number => $"line {number}"), lines);
        Assert.InRange(lines.Count, 100, 300);
        await host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.Zero);
    }

    [Fact]
    public async Task LongLine_AndCharactersCutByTheLimit_ComeBackWhole()
    {
        var launch = await CreateAsync(Specs.Shell("i=0; while [ $i -lt 20000 ]; do printf 'a€'; i=$((i+1)); done; echo; printf 'no end'"));
        await WaitForEndAsync(launch);

        var lines = await ReadLogAsync(launch);

        Assert.Equal(2, lines.Length);
        Assert.Equal(string.Concat(Enumerable.Repeat("a€", 20000)), lines[0]);
        Assert.Equal("no end", lines[1]);
    }

    [Fact]
    public async Task BothStreams_AreKept_WithTimes()
    {
        var launch = await CreateAsync(Specs.Shell("echo out; echo err >&2"));
        var pod = await WaitForEndAsync(launch);

        var path = Path.Combine(Harness.FolderOf(launch.Uid, Owner), "logs", "main", "00000001.log");
        var entries = File.ReadAllLines(path);

        Assert.Contains(entries, entry => entry.EndsWith(" stdout F out", StringComparison.Ordinal));
        Assert.Contains(entries, entry => entry.EndsWith(" stderr F err", StringComparison.Ordinal));
        Assert.All(entries, entry => Assert.Matches(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z ", entry));
        Assert.Empty(await ReadLogAsync(launch, new LogQuery(Since: pod.UsageEndedAt!.Value.AddSeconds(1))));
        Assert.Equal(2, (await ReadLogAsync(launch, new LogQuery(Since: pod.UsageStartedAt))).Length);
        Assert.Single(await ReadLogAsync(launch, new LogQuery(TailLines: 1)));
        Assert.Empty(await ReadLogAsync(launch, new LogQuery(TailLines: 0)));
    }

    [Fact]
    public async Task UnknownContainer_IsRefused_WithTheNamesThereAre()
    {
        var launch = await CreateAsync(Harness.RunsUntilStopped());

        var failure = Assert.Throws<ArgumentException>(() => Host.ReadLogsAsync(launch.Uid, "side", new LogQuery(), CancellationToken.None));

        Assert.Contains("'side'", failure.Message);
        Assert.Contains("main", failure.Message);
    }

    [Fact]
    public async Task Follow_EndsWhenThePodIsDeleted()
    {
        var launch = await CreateAsync(Harness.RunsUntilStopped());
        await WaitForLineAsync(launch, "sleeping for 3600 s");
        var reading = ReadLogAsync(launch, new LogQuery(Follow: true));

        await Host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.FromSeconds(30));

        Assert.Equal(["sleeping for 3600 s"], await reading);
    }
}
