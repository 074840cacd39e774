using System.Numerics;
using Burst.Cost.Charging;

namespace Burst.Cost.Tests.Charging;

public sealed class ProportionTests
{
    [Fact]
    public void Of_IsTheQuotientRoundedDown_AlsoWhereTheProductExceedsInt128() => Properties.ForSeeds(300, seed =>
    {
        var random = new Random(seed);
        var amount = (Int128)random.NextInt64(long.MaxValue) << random.Next(60);
        var whole = (Int128)random.NextInt64(1, long.MaxValue) << random.Next(60);
        var part = whole - (whole / random.Next(1, 100));

        Assert.Equal((Int128)((BigInteger)amount * part / whole), Proportion.Of(amount, part, whole));
    });

    [Fact]
    public void Of_Nothing_IsNothing() => Assert.Equal(0, Proportion.Of(100, 5, 0));
}
