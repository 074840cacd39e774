
namespace Burst.Storage.Tests.Durability;

/// <summary>What is left of a process that died at any instant opens, and holds every commit whole or not at all.</summary>
public sealed class CrashTests : StoreTest
{
    [Fact]
    public async Task Open_OfWhatAKilledProcessLeft_FindsEverythingAcknowledged()
    {
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        for (var number = 1; number <= 40; number++)
        {
            var version = await store.CommitAsync(Pair(number), token, Never);
            if (number % 8 != 0)
                continue;

            await using var left = await OpenAsync(CopyAsIfKilled($"copy-{number}"));
            var state = await left.LoadAsync(Never);
            Assert.Equal((version, number), (state.ResourceVersion, PairOf(state)));
        }
    }

    [Fact]
    public async Task Open_OfATornLog_ShowsNoPartialCommit()
    {
        var (copy, log) = await WriteAndCopyAsync();
        var random = new Random(20250301);
        var seen = new HashSet<long>();
        for (var round = 0; round < 40; round++)
            seen.Add(await OpenDamagedAsync(copy, log.AsSpan(0, random.Next(log.Length)).ToArray(), round));

        Assert.True(seen.Count > 5, $"The cuts should fall between many commits; they left {string.Join(", ", seen)}.");
    }

    [Fact]
    public async Task Open_OfALogWithAFlippedByte_ShowsNoPartialCommit()
    {
        var (copy, log) = await WriteAndCopyAsync();
        var random = new Random(20250302);
        for (var round = 0; round < 20; round++)
        {
            var damaged = log.ToArray();
            damaged[random.Next(log.Length)] ^= 0x40;
            await OpenDamagedAsync(copy, damaged, round);
        }
    }

    private async Task<(string Copy, byte[] Log)> WriteAndCopyAsync()
    {
        await CommitOnceAsync(Pair(1));
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        for (var number = 2; number <= 30; number++)
            await store.CommitAsync(Pair(number), token, Never);
        var copy = CopyAsIfKilled("copy");
        return (copy, File.ReadAllBytes(Path.Combine(copy, "burst.db-wal")));
    }

    /// <returns>The number that the pair is left with.</returns>
    private async Task<long> OpenDamagedAsync(string copy, byte[] log, int round)
    {
        var folder = Folder.In($"damaged-{round}");
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(copy, "burst.db"), Path.Combine(folder, "burst.db"));
        File.Copy(Path.Combine(copy, "secret.key"), Path.Combine(folder, "secret.key"));
        File.WriteAllBytes(Path.Combine(folder, "burst.db-wal"), log);

        await using var store = await OpenAsync(folder);
        var state = await store.LoadAsync(Never);
        var number = PairOf(state);
        Assert.Equal(state.ResourceVersion, number);
        Assert.InRange(number, 1, 30);
        var version = await store.CommitAsync(Pair(number + 1), await store.AcquireLeaseAsync("next", Never), Never);
        Assert.Equal(number + 1, version);
        return number;
    }
}
