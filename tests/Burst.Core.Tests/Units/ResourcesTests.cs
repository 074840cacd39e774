using Burst.Core.Units;

namespace Burst.Core.Tests.Units;

public sealed class ResourcesTests
{
    [Fact]
    public void Subtraction_UndoesAddition() => Properties.ForSeeds(200, random =>
    {
        var (left, right) = (Any(random), Any(random));

        Assert.Equal(left, left + right - right);
        Assert.Equal(left + right, right + left);
    });

    [Fact]
    public void WhatFits_LeavesNothingNegative() => Properties.ForSeeds(300, random =>
    {
        var (request, free) = (Any(random), Any(random));
        var rest = free - request;

        Assert.Equal(rest is { CpuMillis: >= 0, MemoryMib: >= 0 }, request.FitsIn(free));
    });

    [Theory]
    [InlineData(1000, 1024, true)]
    [InlineData(1001, 1024, false)]
    [InlineData(1000, 1025, false)]
    [InlineData(0, 0, true)]
    public void FitsIn_NeedsBoth(long cpu, long memory, bool fits) =>
        Assert.Equal(fits, new Resources(cpu, memory).FitsIn(new Resources(1000, 1024)));

    [Fact]
    public void Overflow_IsRefused()
    {
        Assert.Throws<OverflowException>(() => new Resources(long.MaxValue, 0) + new Resources(1, 0));
        Assert.Throws<OverflowException>(() => new Resources(0, long.MinValue) - new Resources(0, 1));
    }

    [Fact]
    public void ToString_NamesTheUnits() => Assert.Equal("250m CPU, 64 MiB", new Resources(250, 64).ToString());

    private static Resources Any(Random random) => new(random.Next(100_000), random.Next(1_000_000));
}
