using Burst.Scheduling.Oracle.Reading;

namespace Burst.Scheduling.Oracle.Tests.Reading;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("1", "1000000000")]
    [InlineData("1n", "1")]
    [InlineData("1u", "1000")]
    [InlineData("250m", "250000000")]
    [InlineData("0.5", "500000000")]
    [InlineData(".5", "500000000")]
    [InlineData("1.", "1000000000")]
    [InlineData("+2", "2000000000")]
    [InlineData("-1m", "-1000000")]
    [InlineData("1k", "1000000000000")]
    [InlineData("1Ki", "1024000000000")]
    [InlineData("1.5Gi", "1610612736000000000")]
    [InlineData("1E", "1000000000000000000000000000")]
    [InlineData("1Ei", "1152921504606846976000000000")]
    [InlineData("129e6", "129000000000000000")]
    [InlineData("129E6", "129000000000000000")]
    [InlineData("5e-1", "500000000")]
    [InlineData("0.0000000001", "1")]
    public void Parse_Quantity_InBillionths(string text, string billionths) => Assert.Equal(Int128.Parse(billionths), Quantity.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("Gi")]
    [InlineData("1K")]
    [InlineData("1 Gi")]
    [InlineData("1.2.3")]
    [InlineData("1e")]
    public void Parse_Nonsense_Throws(string text) => Assert.Throws<FormatException>(() => Quantity.Parse(text));
}
