using Burst.Testing.Storage;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Tests.Durability;

/// <summary>The database itself keeps history as it was told, whoever writes to it.</summary>
public sealed class AppendOnlyTests : StoreTest
{
    [Theory]
    [InlineData("UPDATE events SET reason = 'other'", "an event is never changed")]
    [InlineData("UPDATE decisions SET json = '{}'", "a decision is never changed")]
    [InlineData("UPDATE audit SET status = 200", "an audit entry is never changed")]
    [InlineData("UPDATE usage SET json = '{}' WHERE id = 'ended'", "usage that has ended is never changed")]
    [InlineData("UPDATE usage SET ended_at = NULL WHERE id = 'ended'", "usage that has ended is never changed")]
    [InlineData("DELETE FROM events", "events go by pruning")]
    [InlineData("DELETE FROM decisions", "decisions go by pruning")]
    [InlineData("DELETE FROM audit", "audit entries go by pruning")]
    [InlineData("DELETE FROM usage WHERE id = 'ended'", "usage goes by pruning")]
    [InlineData("DELETE FROM usage WHERE id = 'open'", "once it has ended")]
    [InlineData("UPDATE meta SET value = 1 WHERE name = 'pruning'; DELETE FROM usage WHERE id = 'open'", "once it has ended")]
    [InlineData("INSERT INTO usage_sums SELECT starts_at + 1, terms, ends_at, 1, 1, 1, 1, 1 FROM usage_sums", "sums of usage are made by pruning")]
    [InlineData("UPDATE usage_sums SET millis = 0", "sums of usage are changed by pruning alone")]
    [InlineData("DELETE FROM usage_sums", "sums of usage go by pruning")]
    [InlineData("DELETE FROM usage", "usage goes by pruning")]
    public async Task History_IsNotChanged_EvenByAnotherProgram(string sql, string refusal)
    {
        await CommitOnceAsync(new Core.Storage.StateCommit
        {
            Changes = Stored.Usage(Stored.Usage("ended", Stored.Noon, Stored.Noon.AddHours(1)), Stored.Usage("open", Stored.Noon), Stored.Usage("summed", Stored.Noon.AddDays(-50), Stored.Noon.AddDays(-50).AddHours(1))).Changes,
            Events = [Stored.Event("a")],
            Decisions = [Stored.Decision("a", 1, "fits")],
            Audit = [Stored.Audit("/a", 409)],
        });

        Assert.Equal(1, Raw("SELECT count(*) FROM usage_sums"));
        Assert.Contains(refusal, Assert.Throws<SqliteException>(() => Raw(sql)).Message);
    }

    [Fact]
    public async Task UsageThatHasEnded_IsNotReopened_ByACommit()
    {
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        var ended = Stored.Usage("pod/a", Stored.Noon, Stored.Noon.AddHours(1));
        await store.CommitAsync(Stored.Usage(ended), token, Never);

        await store.CommitAsync(Stored.Usage(ended), token, Never);
        await Assert.ThrowsAsync<SqliteException>(() => store.CommitAsync(Stored.Usage(ended with { EndedAt = null }), token, Never));
        await Assert.ThrowsAsync<SqliteException>(() => store.CommitAsync(Stored.Usage(ended with { Region = "westus" }), token, Never));

        Assert.Equal(ended, Assert.Single(await store.ReadUsageAsync(Stored.Noon.AddDays(-1), Never)));
    }
}
