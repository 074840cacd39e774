using Burst.Core.Ledger;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Units;
using Burst.Testing.Builders;

namespace Burst.Control.Tests.Loop;

public class PriceTests
{
    [Fact]
    public async Task PriceThatFalls_WhileAPodWaitsForTheCap_GivesItRoom()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VirtualNode());
        ring.Prices.AciByRegion["eastus"] = new UsageRates(Money.FromDollars(1), Money.FromDollars(1), Money.Zero);
        await ring.StartAsync();
        await ring.ApplyAsync(A.Policy(mode: BurstMode.Always, maxSpendPerHour: 0.10m), A.Pod("one", labels: "app=batch"));
        await ring.RunAsync(60);
        Assert.Empty(host.Launches);
        Assert.Contains("maxSpendPerHour", Assert.Single(await ring.PodsAsync()).Message, StringComparison.Ordinal);

        ring.Prices.AciByRegion.Clear();
        ring.Prices.Version++;
        await ring.RunAsync(10);

        Assert.Equal(HostState.Created, Assert.Single(await ring.PodsAsync()).HostState);
    }
}
