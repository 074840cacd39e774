using Burst.Core.Units;
using Burst.Cost.Charging;

namespace Burst.Cost.Tests.Charging;

public sealed class UsageMeterTests
{
    [Fact]
    public void Group_OfTenSecondsInEastUs_CostsTenSecondsOfItsRates()
    {
        var charge = UsageMeter.Between(A.Group(1, 0, 10_000), A.Time(0), A.Time(60_000));

        // 10 x (0.0405 + 0.00445) / 3600 USD = 124,861,111.1... pico-dollars.
        Assert.Equal((Int128)10_000 * (40_500_000_000 + 4_450_000_000) * 1000, charge.Units);
        Assert.Equal("0.000124861111", charge.Round().ToString());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(999, 1)]
    [InlineData(1000, 1)]
    [InlineData(1001, 2)]
    public void Group_IsChargedPerStartedSecond(long millis, int seconds)
    {
        var charge = UsageMeter.Between(A.Group(1, 500, 500 + millis), A.Time(0), A.Time(60_000));

        Assert.Equal(Charge.OfGroup(A.AciRates, GroupSize.Minimum, seconds * 1000), charge);
    }

    [Fact]
    public void Group_CutIntoWindows_CostsTheSameAsWhole() => Properties.ForSeeds(200, seed =>
    {
        var random = new Random(seed);
        var record = A.Group(1, random.Next(5000), random.Next(3) == 0 ? null : random.Next(5000, 20_000));
        var cuts = new[] { 0L, random.Next(25_000), random.Next(25_000), random.Next(25_000), 25_000 }.Order().ToArray();

        var parts = cuts.Zip(cuts.Skip(1), (from, to) => UsageMeter.Between(record, A.Time(from), A.Time(to)));

        Assert.Equal(UsageMeter.Between(record, A.Time(0), A.Time(25_000)), parts.Aggregate(Charge.Zero, (sum, part) => sum + part));
    });

    [Fact]
    public void Node_SplitAtAnyInstant_CostsTheSame() => Properties.ForSeeds(200, seed =>
    {
        var random = new Random(seed);
        var (start, end) = (random.Next(100_000), random.Next(100_000, 2_000_000_000));
        var split = random.NextInt64(start, end + 1L);
        var (from, to) = (A.Time(random.Next(50_000)), A.Time(random.Next(150_000, 2_000_000_000)));

        var whole = UsageMeter.Between(A.Node(start: start, end: end), from, to);
        var parts = UsageMeter.Between(A.Node(start: start, end: split), from, to) + UsageMeter.Between(A.Node(start: split, end: end), from, to);

        Assert.Equal(whole, parts);
    });

    [Fact]
    public void Node_IsChargedByTheMillisecond()
    {
        var charge = UsageMeter.Between(A.Node(start: 0, end: 1), A.Time(0), A.Time(10));

        // 0.096 USD / 3,600,000 = 26,666.6... pico-dollars.
        Assert.Equal(new Money(26_667), charge.Round());
    }

    [Fact]
    public void PodOnVm_CostsNothingItself() =>
        Assert.Equal(Charge.Zero, UsageMeter.Between(A.PodOnVm(1), A.Time(0), A.Time(60_000)));

    [Fact]
    public void Record_ThatEndsBeforeItBegins_CostsNothing() =>
        Assert.Equal(Charge.Zero, UsageMeter.Between(A.Group(1, 5000, 1000), A.Time(0), A.Time(60_000)));

    [Fact]
    public void Charge_BeyondInt128_IsRefused()
    {
        var record = A.Node() with { Rates = A.AciRates with { PerNodeHour = new Money(Int128.MaxValue / 1000) } };

        Assert.Throws<OverflowException>(() => UsageMeter.Between(record, A.Time(0), A.Time(60_000)));
    }
}
