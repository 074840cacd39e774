using System.Numerics;
using Burst.Simulation.Checker.Inputs;

namespace Burst.Simulation.Checker.Tests.Inputs;

public sealed class FixedPointTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("12", 12_000)]
    [InlineData("12.3", 12_300)]
    [InlineData("12.345", 12_345)]
    [InlineData("12.345000", 12_345)]
    [InlineData("-0.001", -1)]
    [InlineData(" 7 ", 7000)]
    [InlineData("9223372036854775.807", long.MaxValue)]
    public void Decimal_IsReadExactly(string text, long thousandths)
    {
        Assert.True(FixedPoint.TryParse(text, 3, out var value));
        Assert.Equal(thousandths, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1.2.3")]
    [InlineData("1e3")]
    [InlineData("1,5")]
    [InlineData("0.0001")]
    [InlineData("9223372036854775.808")]
    [InlineData("99999999999999999999999999999999999999999999")]
    public void AnythingElse_IsRefused(string text) => Assert.False(FixedPoint.TryParse(text, 3, out _));

    [Theory]
    [InlineData("0.000000000001", "1")]
    [InlineData("123456789012345678901234.5", "123456789012345678901234500000000000")]
    [InlineData("-1", "-1000000000000")]
    public void Money_HasNoLimit(string text, string pico)
    {
        Assert.True(FixedPoint.TryParseBig(text, 12, out var value));
        Assert.Equal(BigInteger.Parse(pico), value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1E-3")]
    [InlineData("0.0000000000001")]
    [InlineData("1.")]
    [InlineData(".1")]
    public void Money_ThatIsNotPlain_IsRefused(string text) => Assert.False(FixedPoint.TryParseBig(text, 12, out _));
}
