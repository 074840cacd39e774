using Burst.Core.Storage;
using Burst.Testing;
using Burst.Testing.Storage;

namespace Burst.Storage.Tests.Limits;

public sealed class CheckpointTests : StoreTest
{
    private const int Rows = 2000;

    /// <summary>An event is longer than this.</summary>
    private const int BytesOfARow = 100;

    [Fact]
    public async Task LargeCommit_IsCopiedFromTheLog_ThoughNoOtherFollows()
    {
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        Assert.True(DatabaseBytes() < Rows * BytesOfARow);

        await store.CommitAsync(new StateCommit { Events = [.. Enumerable.Repeat(Stored.Event("a", "1"), Rows)] }, token, Never);

        await Eventually.HoldsAsync(() => DatabaseBytes() >= Rows * BytesOfARow, "the events in the database itself");
        Assert.Equal(Rows, (await store.ReadEventsAsync(new EventQuery(Limit: Rows), Never)).Count);
    }

    private long DatabaseBytes() => new FileInfo(Path.Combine(State, "burst.db")).Length;
}
