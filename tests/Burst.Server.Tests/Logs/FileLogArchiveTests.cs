using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Server.Logs;
using Burst.Server.Tests.Support;

namespace Burst.Server.Tests.Logs;

public sealed class FileLogArchiveTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly PodUid Pod = UidOf(1);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Lines_ReadAsSaved_TimesIncluded()
    {
        LogLine[] lines = [new(Start, "one two"), new(null, "without a time"), new(Start.AddTicks(1), ""), new(Start, "10%\r 20%\r30% done"), new(null, "- dash")];
        var archive = new FileLogArchive(folder.Root);

        Assert.False(archive.Has(Pod, "main"));
        await SaveAsync(archive, lines);

        Assert.True(archive.Has(Pod, "main"));
        Assert.False(archive.Has(Pod, "other"));
        Assert.Equal(lines, await ReadAsync(archive, new LogQuery()));
        Assert.Equal(lines[^2..], await ReadAsync(archive, new LogQuery(TailLines: 2)));
    }

    [Fact]
    public async Task Since_LeavesOutWhatIsKnownToBeOlder()
    {
        var archive = new FileLogArchive(folder.Root);
        await SaveAsync(archive, [new(Start, "old"), new(null, "unknown"), new(Start.AddSeconds(5), "at"), new(Start.AddSeconds(6), "after")]);

        var lines = await ReadAsync(archive, new LogQuery(Since: Start.AddSeconds(5)));

        Assert.Equal(["unknown", "at", "after"], lines.Select(line => line.Text));
    }

    [Fact]
    public async Task UnknownPod_HasNoLines() => Assert.Empty(await ReadAsync(new FileLogArchive(folder.Root), new LogQuery()));

    [Fact]
    public async Task TooLong_IsCutAndSaysSo()
    {
        var archive = new FileLogArchive(folder.Root, bytesPerLogMax: 100);

        await SaveAsync(archive, Enumerable.Range(0, 50).Select(i => new LogLine(Start, $"line {i}")));

        var lines = await ReadAsync(archive, new LogQuery());
        Assert.Equal([LogLine.Remark("the rest was cut: of a log 100 bytes are saved"), new(Start, "line 0"), new(Start, "line 1")], lines);
    }

    [Fact]
    public async Task Remarks_ComeFirst_WhateverIsAskedFor()
    {
        var archive = new FileLogArchive(folder.Root);
        await SaveAsync(archive, [new(Start, "a"), new(null, "! b"), LogLine.Remark("not all of it")]);

        Assert.Equal([LogLine.Remark("not all of it"), new(Start, "a"), new(null, "! b")], await ReadAsync(archive, new LogQuery()));
        Assert.Equal([LogLine.Remark("not all of it"), new(null, "! b")], await ReadAsync(archive, new LogQuery(TailLines: 1)));
    }

    [Fact]
    public async Task PartOfALog_DoesNotTakeThePlaceOfAWholeOne_ButOfAnotherPart()
    {
        var archive = new FileLogArchive(folder.Root);
        await SaveAsync(archive, [LogLine.Remark("cut"), new(Start, "first part")]);
        await SaveAsync(archive, [LogLine.Remark("cut"), new(Start, "second part")]);
        Assert.Equal("second part", (await ReadAsync(archive, new LogQuery()))[^1].Text);
        await SaveAsync(archive, [new(Start, "whole")]);
        await SaveAsync(archive, [LogLine.Remark("cut"), new(Start, "third part")]);

        Assert.Equal([new(Start, "whole")], await ReadAsync(archive, new LogQuery()));
        Assert.Single(Directory.GetFiles(Path.Combine(folder.Root, Pod.Value)));
    }

    [Fact]
    public async Task SaveThatFails_LeavesTheFormerLogWhole()
    {
        var archive = new FileLogArchive(folder.Root);
        await SaveAsync(archive, [new(Start, "first")]);

        await Assert.ThrowsAsync<IOException>(() => archive.SaveAsync(Pod, "main", Broken(), CancellationToken.None));
        Assert.Equal("first", Assert.Single(await ReadAsync(archive, new LogQuery())).Text);

        await SaveAsync(archive, [new(Start, "second")]);
        Assert.Equal("second", Assert.Single(await ReadAsync(archive, new LogQuery())).Text);
        Assert.Single(Directory.GetFiles(Path.Combine(folder.Root, Pod.Value)));
    }

    [Fact]
    public async Task ManyPods_TheOldestGo()
    {
        var archive = new FileLogArchive(folder.Root, podsMax: 10);

        for (var i = 1; i <= 100; i++)
        {
            await SaveAsync(archive, [new(Start, "x")], UidOf(i));
            Directory.SetLastWriteTimeUtc(Path.Combine(folder.Root, UidOf(i).Value), Start.UtcDateTime.AddMinutes(i));
            if (i == 99)
                Directory.SetLastWriteTimeUtc(Path.Combine(folder.Root, UidOf(5).Value), Start.UtcDateTime.AddDays(1));
        }

        var kept = Enumerable.Range(1, 100).Where(i => archive.Has(UidOf(i), "main"));
        Assert.Equal([5, .. Enumerable.Range(92, 9)], kept);
    }

    private static PodUid UidOf(int number) => PodUid.From(new Guid(number, 0, 0, new byte[8]));

    private static Task SaveAsync(FileLogArchive archive, IEnumerable<LogLine> lines, PodUid? pod = null) =>
        archive.SaveAsync(pod ?? Pod, "main", lines.ToAsyncEnumerable(), CancellationToken.None);

    private static async Task<LogLine[]> ReadAsync(FileLogArchive archive, LogQuery query) =>
        await archive.ReadAsync(Pod, "main", query, CancellationToken.None).ToArrayAsync();

    private static async IAsyncEnumerable<LogLine> Broken()
    {
        yield return new LogLine(Start, "half");
        await Task.Yield();
        throw new IOException("the host went away");
    }
}
