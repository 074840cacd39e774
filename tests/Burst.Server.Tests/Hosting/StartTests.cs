using System.Collections.Immutable;
using Burst.Cost.Prices;
using Burst.Server.Configuration;
using Burst.Server.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Server.Tests.Hosting;

public sealed class StartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("burst-start-").FullName;

    [Fact]
    public async Task StateThatCannotBeLoaded_EndsTheStart_InsteadOfWaitingForever()
    {
        await (await StartAsync()).DisposeAsync();
        using (var connection = new SqliteConnection($"Data Source={folder}/burst.db;Pooling=False"))
        {
            connection.Open();
            using var spoil = connection.CreateCommand();
            spoil.CommandText = "UPDATE objects SET json = '{'";
            Assert.Equal(1, spoil.ExecuteNonQuery());
        }

        var error = await Assert.ThrowsAsync<ServerStartException>(StartAsync);

        Assert.Contains(folder, error.Message);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<BurstServer> StartAsync()
    {
        var settings = new ConfigValidator(new BurstConfig { Listen = "127.0.0.1:0" }, PriceBook.BuiltIn).Validate(folder);
        return BurstServer.StartAsync(
            settings, PriceBook.BuiltIn, ImmutableArray.Create("burst"), TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None)
            .WaitAsync(TimeSpan.FromSeconds(30));
    }
}
