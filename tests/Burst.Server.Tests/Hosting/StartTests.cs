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

        var error = await Assert.ThrowsAsync<ServerStartException>(() => StartAsync());

        Assert.Contains(folder, error.Message);
    }

    [Fact]
    public async Task RealSubscriptionOnRecord_WithoutSpendCap_IsNotDrivenByAStartThatDoesNotNameIt()
    {
        var aci = new AciConfig
        {
            Name = "aci-1", Endpoint = "https://127.0.0.1:1/", Subscription = "5a1f4b2c-9d3e-4f60-8a7b-112233445566", ResourceGroup = "burst",
        };
        await (await StartAsync(new BurstConfig { Aci = [aci], SpendCapPerHour = "5.00" })).DisposeAsync();

        var error = await Assert.ThrowsAsync<ConfigException>(() => StartAsync());

        Assert.StartsWith("spendCapPerHour: must be set before a real subscription is used (node aci-1)", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<BurstServer> StartAsync(BurstConfig? config = null)
    {
        var settings = new ConfigValidator((config ?? new BurstConfig()) with { Listen = "127.0.0.1:0" }, PriceBook.BuiltIn).Validate(folder);
        return BurstServer.StartAsync(
            settings, PriceBook.BuiltIn, ImmutableArray.Create("burst"), TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None)
            .WaitAsync(TimeSpan.FromSeconds(30));
    }
}
