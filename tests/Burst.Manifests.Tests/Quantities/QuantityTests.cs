using Burst.Manifests.Quantities;

namespace Burst.Manifests.Tests.Quantities;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("1", 1000)]
    [InlineData("0", 0)]
    [InlineData("250m", 250)]
    [InlineData("0.5", 500)]
    [InlineData(".5", 500)]
    [InlineData("5.", 5000)]
    [InlineData("+2", 2000)]
    [InlineData("0.0001", 1)]
    [InlineData("100001u", 101)]
    [InlineData("1n", 1)]
    [InlineData("1e3", 1_000_000)]
    [InlineData("1E-3", 1)]
    [InlineData("1.5e-1", 150)]
    [InlineData("2k", 2_000_000)]
    [InlineData("0.1", 100)]
    public void ToMillis_CpuForms_RoundUpExactly(string text, long millis)
    {
        Assert.True(Quantity.TryParse(text, out var quantity));
        Assert.Equal(millis, quantity.ToMillis());
    }

    [Theory]
    [InlineData("64Mi", 64)]
    [InlineData("1Gi", 1024)]
    [InlineData("1.5Gi", 1536)]
    [InlineData("0.1Gi", 103)]
    [InlineData("1Ti", 1048576)]
    [InlineData("1Ki", 1)]
    [InlineData("1048576", 1)]
    [InlineData("1048577", 2)]
    [InlineData("500M", 477)]
    [InlineData("1G", 954)]
    [InlineData("1T", 953675)]
    [InlineData("128974848", 123)]
    [InlineData("129e6", 124)]
    [InlineData("1E", 953674316407)]
    [InlineData("0", 0)]
    public void ToMib_MemoryForms_RoundUpExactly(string text, long mib)
    {
        Assert.True(Quantity.TryParse(text, out var quantity));
        Assert.Equal(mib, quantity.ToMib());
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("m")]
    [InlineData("1 ")]
    [InlineData("1MB")]
    [InlineData("1mi")]
    [InlineData("1K")]
    [InlineData("1,5")]
    [InlineData("1_000")]
    [InlineData("0x10")]
    [InlineData("1e")]
    [InlineData("1e99")]
    [InlineData("1e99999999999999")]
    [InlineData("--1")]
    [InlineData("1.2.3")]
    [InlineData("١")]
    [InlineData("11111111111111111111111111111111111111111")]
    public void TryParse_WhatKubernetesWouldNotRead_IsRefused(string text) => Assert.False(Quantity.TryParse(text, out _));

    [Fact]
    public void IsNegative_MinusSign_IsSeen()
    {
        Assert.True(Quantity.TryParse("-1m", out var quantity));
        Assert.True(quantity.IsNegative);
        Assert.True(Quantity.TryParse("-0", out var zero));
        Assert.False(zero.IsNegative);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(250, "250m")]
    [InlineData(1000, "1")]
    [InlineData(1500, "1500m")]
    public void OfCpu_Millis_AreCanonical(long millis, string text) => Assert.Equal(text, Quantity.OfCpu(millis));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(64, "64Mi")]
    [InlineData(1024, "1Gi")]
    [InlineData(1536, "1536Mi")]
    [InlineData(1048576, "1Ti")]
    public void OfMemory_Mib_AreCanonical(long mib, string text) => Assert.Equal(text, Quantity.OfMemory(mib));

    [Fact]
    public void Format_AnyAmount_IsReadBackExactly()
    {
        var random = new Random(20250101);
        for (var round = 0; round < 2000; round++)
        {
            var amount = random.NextInt64(0, 1 << random.Next(1, 31));
            Assert.True(Quantity.TryParse(Quantity.OfCpu(amount), out var cpu));
            Assert.Equal(amount, cpu.ToMillis());
            Assert.True(Quantity.TryParse(Quantity.OfMemory(amount), out var memory));
            Assert.Equal(amount, memory.ToMib());
        }
    }
}
