using Burst.Core.Storage;
using Burst.Testing.Storage;

namespace Burst.Storage.Tests.Durability;

/// <summary>Where the lock of the folder does not hold, as on some shared folders, the fencing token still does.</summary>
public sealed class TwoStoresTests : StoreTest
{
    [Fact]
    public async Task TheFirstOfTwoStoresOnOneFile_IsFencedOnceTheSecondHasTheLease()
    {
        await using var first = await OpenAsync();
        var before = await first.AcquireLeaseAsync("first", Never);
        await first.CommitAsync(Pair(1), before, Never);
        File.Delete(Path.Combine(State, "burst.lock"));
        await using var second = await OpenAsync();
        var after = await second.AcquireLeaseAsync("second", Never);
        await second.CommitAsync(Pair(2), after, Never);

        var refused = await Assert.ThrowsAsync<FencedException>(
            () => first.CommitAsync(Pair(7) with { Events = [Stored.Event("a")], Audit = [Stored.Audit("/a")] }, before, Never));

        Assert.Contains("'second'", refused.Message);
        Assert.True(after > before);
        foreach (var store in new[] { first, second })
        {
            var state = await store.LoadAsync(Never);
            Assert.Equal((2, 2), (state.ResourceVersion, PairOf(state)));
            Assert.Empty(await store.ReadEventsAsync(new EventQuery(), Never));
            Assert.Empty(await store.ReadAuditAsync(10, Never));
        }
    }
}
