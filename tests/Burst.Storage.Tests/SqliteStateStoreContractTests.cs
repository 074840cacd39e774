using Burst.Core.Storage;
using Burst.Testing.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Storage.Tests;

public sealed class SqliteStateStoreContractTests : StateStoreContract
{
    private readonly TemporaryFolder _folder = new();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override async Task<IStateStore> OpenAsync() =>
        await SqliteStateStore.OpenAsync(_folder.In("state"), new StateStoreOptions(), Clock, NullLogger.Instance, CancellationToken.None);
}
