using System.Text.Json;
using Burst.Core.Ids;
using Burst.Core.Units;
using Burst.Cost.Reports;

namespace Burst.Cost.Tests.Reports;

public sealed class RunRateTests
{
    [Fact]
    public void Of_OpenRecords_IsTheirHourlyPriceByTier()
    {
        var rate = RunRate.Of([
            A.Node("vm-1", tier: Tier.VmReserved, perHour: "0.0566"),
            A.Node("vm-2", tier: Tier.VmReserved, perHour: "0.0566"),
            A.Node("vm-3", end: 5000),
            A.PodOnVm(1, tier: Tier.VmReserved),
            A.Group(2),
            A.Group(3, billed: new GroupSize(1500, 25)),
            A.Group(4, end: 5000),
        ]);

        Assert.Equal("0.230025", rate.PerHour.ToString());
        Assert.Equal(
            [new TierRate(Tier.Aci, 0, 2, Money.Parse("0.116825")), new TierRate(Tier.VmReserved, 2, 1, Money.Parse("0.1132"))],
            rate.Tiers.AsEnumerable());
    }

    [Fact]
    public void Of_Nothing_IsZero() =>
        Assert.Equal("""{"perHour":"0.00","tiers":[]}""", JsonSerializer.Serialize(RunRate.Of([]), CostJson.Default.RunRate));
}
