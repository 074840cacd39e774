using System.Diagnostics;
using System.Globalization;

namespace Burst.Storage.Tests.Durability;

public sealed class KillTests : StoreTest
{
    private const int TailsPerRound = 4;

    /// <summary>More of them in the lane.</summary>
    private static int Rounds => int.Parse(Environment.GetEnvironmentVariable("BURST_KILL_ROUNDS") ?? "4", CultureInfo.InvariantCulture);

    [Fact]
    [Trait("Lane", "store")]
    public async Task Open_AfterTheWriterWasKilled_FindsEverythingAcknowledged_WhateverTheTailOfTheLog()
    {
        var random = new Random(20250304);
        var unacknowledged = 0;
        for (var round = 1; round <= Rounds; round++)
        {
            var acknowledged = await WriteUntilKilledAsync(commits: random.Next(1, 40), TimeSpan.FromMicroseconds(random.Next(20_000)));
            var left = CopyAsIfKilled($"left-{round}");
            var found = await VersionOfAsync();
            Assert.True(found >= acknowledged, $"Round {round}: {acknowledged} was acknowledged, {found} is there.");
            unacknowledged += (int)(found - acknowledged);
            for (var tail = 0; tail < TailsPerRound; tail++)
                await OpenWithTornTailAsync(left, acknowledged, found, tail, random);
            Directory.Delete(left, recursive: true);
        }

        Assert.True(unacknowledged <= Rounds, "At most one commit is under way when the process dies.");
    }

    [Fact]
    public async Task Open_WhileAnotherProcessHasTheState_IsRefusedNamingThatProcess()
    {
        using var writer = Start();
        try
        {
            Assert.Equal("1", await writer.StandardOutput.ReadLineAsync());
            Assert.Contains($"in use by process {writer.Id};", (await RefusedAsync()).Message);
        }
        finally
        {
            writer.Kill();
            await writer.WaitForExitAsync();
        }
    }

    private async Task<long> VersionOfAsync(string? folder = null)
    {
        await using var store = await OpenAsync(folder);
        var state = await store.LoadAsync(Never);
        Assert.Equal(state.ResourceVersion, PairOf(state));
        return state.ResourceVersion;
    }

    /// <summary>What lies behind the last acknowledged commit was promised to nobody: cut off, flipped or followed by rubbish, it may be lost.</summary>
    private async Task OpenWithTornTailAsync(string left, long acknowledged, long found, int kind, Random random)
    {
        var torn = Folder.In("torn");
        Directory.CreateDirectory(torn);
        foreach (var file in Directory.GetFiles(left))
            File.Copy(file, Path.Combine(torn, Path.GetFileName(file)));
        var log = new WriteAheadLog(Path.Combine(left, "burst.db-wal"));
        File.WriteAllBytes(Path.Combine(torn, "burst.db-wal"), Tear(log, (int)(found - acknowledged), kind, random));

        Assert.InRange(await VersionOfAsync(torn), acknowledged, found);
        Directory.Delete(torn, recursive: true);
    }

    private static byte[] Tear(WriteAheadLog log, int beyond, int kind, Random random)
    {
        var (bytes, commits) = (log.Read(), log.Commits());
        // Where the log has no commit to spare, what was acknowledged is in the database already.
        var safe = commits.Count > beyond ? (int)commits[^(beyond + 1)] : 0;
        if (kind == 0)
            return bytes[..(safe + random.Next(bytes.Length - safe + 1))];
        if (kind == 1)
            return [.. bytes[..safe], .. bytes[safe..].Select(value => (byte)(value ^ (random.Next(64) == 0 ? 1 << random.Next(8) : 0)))];
        var rubbish = new byte[random.Next(1, 9000)];
        random.NextBytes(rubbish);
        // The third kind looks most like the real thing: frames of earlier commits, out of their place.
        return kind == 2 || safe <= WriteAheadLog.HeaderBytes
            ? [.. bytes[..safe], .. rubbish]
            : [.. bytes[..safe], .. bytes.AsSpan(WriteAheadLog.HeaderBytes, safe - WriteAheadLog.HeaderBytes)];
    }

    /// <returns>The last number the writer printed before SIGKILL ended it.</returns>
    private async Task<long> WriteUntilKilledAsync(int commits, TimeSpan more)
    {
        using var writer = Start();
        var last = "";
        try
        {
            for (var line = 0; line < commits; line++)
                last = await writer.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The writer ended after '{last}'.");
            await Task.Delay(more);
        }
        finally
        {
            writer.Kill();
            await writer.WaitForExitAsync();
        }

        while (await writer.StandardOutput.ReadLineAsync() is { } line)
            last = line;
        return long.Parse(last, CultureInfo.InvariantCulture);
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(KillTests).Assembly.Location, "commit-until-killed", State])
        {
            RedirectStandardOutput = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("The writer did not start.");
    }
}
