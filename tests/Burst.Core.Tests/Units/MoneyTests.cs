using System.Text.Json;
using Burst.Core.Units;

namespace Burst.Core.Tests.Units;

public sealed class MoneyTests
{
    [Theory]
    [InlineData(0, "0.00")]
    [InlineData(1, "0.000000000001")]
    [InlineData(-1, "-0.000000000001")]
    [InlineData(40_500_000_000, "0.0405")]
    [InlineData(500_000_000_000, "0.50")]
    [InlineData(12_000_000_000_000, "12.00")]
    [InlineData(-1_234_560_000_000, "-1.23456")]
    public void ToString_KeepsEveryDigit_AndAtLeastTwoDecimals(long pico, string text) => Assert.Equal(text, new Money(pico).ToString());

    [Fact]
    public void Parse_ReadsWhatToStringWrites() => Properties.ForSeeds(500, random =>
    {
        var money = new Money((Int128)random.NextInt64(long.MinValue, long.MaxValue) * random.Next(1, 1_000_000));

        Assert.Equal(money, Money.Parse(money.ToString()));
    });

    [Fact]
    public void Json_IsADecimalString()
    {
        var money = Money.FromDollars(0.00445m);

        Assert.Equal("\"0.00445\"", JsonSerializer.Serialize(money));
        Assert.Equal(money, JsonSerializer.Deserialize<Money>("\"0.00445\""));
    }

    [Fact]
    public void Arithmetic_IsThatOfWholeNumbers() => Properties.ForSeeds(300, random =>
    {
        var (left, right) = (random.NextInt64(), random.NextInt64());

        Assert.Equal((Int128)left + right, (new Money(left) + new Money(right)).PicoDollars);
        Assert.Equal((Int128)left - right, (new Money(left) - new Money(right)).PicoDollars);
        Assert.Equal(left.CompareTo(right), new Money(left).CompareTo(new Money(right)));
        Assert.Equal((left < right, left <= right, left > right, left >= right), Compare(new Money(left), new Money(right)));
    });

    [Fact]
    public void Sum_BeyondInt128_IsRefused()
    {
        Assert.Throws<OverflowException>(() => new Money(Int128.MaxValue) + new Money(1));
        Assert.Throws<OverflowException>(() => new Money(Int128.MinValue) - new Money(1));
    }

    [Fact]
    public void FromDollars_FinerThanAPicoDollar_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Money.FromDollars(0.0000000000001m));

    [Theory]
    [InlineData("")]
    [InlineData("one")]
    [InlineData("1e3")]
    [InlineData("1,000")]
    [InlineData("$1")]
    [InlineData(" 1")]
    public void Parse_OfSomethingElse_SaysWhatIsAccepted(string text) =>
        Assert.Contains("write it like 1.25", Assert.Throws<FormatException>(() => Money.Parse(text)).Message);

    private static (bool Less, bool LessOrEqual, bool Greater, bool GreaterOrEqual) Compare(Money left, Money right) =>
        (left < right, left <= right, left > right, left >= right);
}
