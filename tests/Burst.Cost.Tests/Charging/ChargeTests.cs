using Burst.Core.Units;
using Burst.Cost.Charging;

namespace Burst.Cost.Tests.Charging;

public sealed class ChargeTests
{
    private const long Unit = Charge.UnitsPerPicoDollar;

    [Theory]
    [InlineData(0, 0)]
    [InlineData((Unit / 2) - 1, 0)]
    [InlineData(Unit / 2, 1)]
    [InlineData(Unit, 1)]
    [InlineData((2 * Unit) + (Unit / 2) - 1, 2)]
    [InlineData((2 * Unit) + (Unit / 2), 3)]
    public void Round_GoesToTheNearestPicoDollar_HalvesUp(long units, long pico) =>
        Assert.Equal(new Money(pico), new Charge(units).Round());

    [Fact]
    public void PerHour_IsTheHourlyPrice()
    {
        Assert.Equal("0.096", Charge.PerHour(A.Node()).Round().ToString());
        Assert.Equal("0.04495", Charge.PerHour(A.Group(1)).Round().ToString());
        Assert.Equal(Charge.Zero, Charge.PerHour(A.PodOnVm(1)));
    }
}
