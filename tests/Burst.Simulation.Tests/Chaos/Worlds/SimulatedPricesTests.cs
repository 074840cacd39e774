using Burst.Core.Ids;
using Burst.Core.Units;
using Burst.Simulation.Chaos.Worlds;
using Burst.Testing.Builders;
using Burst.Testing.Pricing;

namespace Burst.Simulation.Tests.Chaos.Worlds;

public sealed class SimulatedPricesTests
{
    private readonly SimulatedPrices prices = new(new FixedPrices());

    [Fact]
    public void DearestPrice_IsTheHighestInForceSinceThen()
    {
        prices.Change(200, A.Start.AddMinutes(10));
        prices.Change(50, A.Start.AddMinutes(20));

        Assert.Equal(Money.FromDollars(0.08m), DearestSince(15));
        Assert.Equal(Money.FromDollars(0.02m), DearestSince(20));
        Assert.Equal(2, prices.Version);
    }

    private Money DearestSince(double minutes) => prices.QuoteDearest("eastus", Tier.Aci, A.Start.AddMinutes(minutes)).Rates!.PerVcpuHour;
}
