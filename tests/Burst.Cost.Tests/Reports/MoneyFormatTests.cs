using Burst.Core.Units;
using Burst.Cost.Reports;

namespace Burst.Cost.Tests.Reports;

public sealed class MoneyFormatTests
{
    [Theory]
    [InlineData("0", "$0.000000")]
    [InlineData("0.000124861111", "$0.000125")]
    [InlineData("0.0000005", "$0.000001")]
    [InlineData("0.000000499999", "$0.000000")]
    [InlineData("-0.0000001", "$0.000000")]
    [InlineData("-0.0000005", "-$0.000001")]
    [InlineData("0.0405", "$0.040500")]
    [InlineData("0.999999499999", "$0.999999")]
    [InlineData("0.9999995", "$1.00")]
    [InlineData("1", "$1.00")]
    [InlineData("1.005", "$1.01")]
    [InlineData("-1.005", "-$1.01")]
    [InlineData("1.004999999999", "$1.00")]
    [InlineData("1234567.891", "$1,234,567.89")]
    public void FormatUsd_ShowsSixDecimalsBelowADollar_AndTwoFromThere(string dollars, string shown) =>
        Assert.Equal(shown, Money.Parse(dollars).FormatUsd());
}
