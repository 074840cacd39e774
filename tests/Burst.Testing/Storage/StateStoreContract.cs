using System.Text.Json;
using Burst.Core.Events;
using Burst.Core.Objects;
using Burst.Core.Serialization;
using Burst.Core.Storage;
using Xunit;

namespace Burst.Testing.Storage;

/// <summary>The sentences of <see cref="IStateStore"/>, executed. One class per adapter derives from this.</summary>
public abstract partial class StateStoreContract : IAsyncLifetime
{
    protected SettableClock Clock { get; } = new(Stored.Noon);

    /// <summary>Open from before each test.</summary>
    protected IStateStore Store { get; private set; } = null!;

    /// <summary>The lease taken before each test, on <see cref="Store"/>.</summary>
    protected long Token { get; private set; }

    private protected static CancellationToken Never => CancellationToken.None;

    public virtual async Task InitializeAsync()
    {
        Store = await OpenAsync();
        Token = await Store.AcquireLeaseAsync("first", Never);
    }

    public virtual async Task DisposeAsync() => await Store.DisposeAsync();

    /// <summary>Opens a store on what the store opened before has written, or on nothing the first time.</summary>
    protected abstract Task<IStateStore> OpenAsync();

    /// <summary>What a restarted process does.</summary>
    protected async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = await OpenAsync();
        Token = await Store.AcquireLeaseAsync("restarted", Never);
    }

    protected Task<long> CommitAsync(StateCommit commit) => Store.CommitAsync(commit, Token, Never);

    private async Task<IReadOnlyList<ClusterObject>> ObjectsAsync() => (await Store.LoadAsync(Never)).Objects;

    private static string Json(ClusterObject item) => JsonSerializer.Serialize(item, CoreJson.Default.ClusterObject);

    private static ClusterObject Versioned(ClusterObject item, long version) =>
        item with { Metadata = item.Metadata with { ResourceVersion = version } };

    private static List<string> Reasons(IReadOnlyList<ClusterEvent> events) => [.. events.Select(entry => entry.Reason)];

    private static List<string> Reasons(IReadOnlyList<PlacementDecision> decisions) => [.. decisions.Select(decision => decision.Reason)];
}
