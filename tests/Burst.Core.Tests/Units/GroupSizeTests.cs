using Burst.Core.Units;

namespace Burst.Core.Tests.Units;

public sealed class GroupSizeTests
{
    [Theory]
    [InlineData(0, 0, 10, 1)]
    [InlineData(1, 1, 10, 1)]
    [InlineData(250, 64, 250, 1)]
    [InlineData(251, 102, 260, 1)]
    [InlineData(1000, 103, 1000, 2)]
    [InlineData(1000, 1024, 1000, 10)]
    [InlineData(1000, 1025, 1000, 11)]
    [InlineData(31_000, 245_760, 31_000, 2400)]
    public void RoundUp_GoesToTheNextStep(long cpu, long memory, long cpuMillis, long deciGb) =>
        Assert.Equal(new GroupSize(cpuMillis, deciGb), GroupSize.RoundUp(new Resources(cpu, memory)));

    [Fact]
    public void RoundUp_NeverGivesLess_NorAWholeStepMore() => Properties.ForSeeds(500, random =>
    {
        var request = new Resources(random.Next(1, 40_000), random.Next(1, 300_000));
        var size = GroupSize.RoundUp(request);

        Assert.Equal(0, size.CpuMillis % 10);
        Assert.InRange(size.CpuMillis - request.CpuMillis, 0, 9);
        Assert.InRange((size.MemoryDeciGb * 1024) - (request.MemoryMib * 10), 0, 1023);
    });

    [Fact]
    public void FitsIn_NeedsBoth()
    {
        Assert.True(GroupSize.SpotMaximum.FitsIn(GroupSize.Maximum));
        Assert.False(new GroupSize(31_010, 10).FitsIn(GroupSize.Maximum));
        Assert.False(new GroupSize(1000, 2401).FitsIn(GroupSize.Maximum));
    }

    [Fact]
    public void Sum_OverflowIsRefused() => Assert.Throws<OverflowException>(() => new GroupSize(long.MaxValue, 0) + GroupSize.Minimum);

    [Fact]
    public void ToString_IsInCoresAndGb() => Assert.Equal("1.25 CPU / 0.5 GB", new GroupSize(1250, 5).ToString());
}
