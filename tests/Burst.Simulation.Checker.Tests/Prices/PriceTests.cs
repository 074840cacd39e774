using Burst.Simulation.Checker.Inputs;
using Burst.Simulation.Checker.Prices;

namespace Burst.Simulation.Checker.Tests.Prices;

public sealed class PriceTests
{
    [Theory]
    [InlineData("eastus", "D32s_v5", "vm", 1_536_000_000_000)]
    [InlineData("westeurope", "D4as_v5", "vm", 208_000_000_000)]
    [InlineData("eastus", "D2s_v5", "vm-reserved-1y", 56_600_000_000)]
    [InlineData("eastus", "D2s_v5", "vm-reserved-3y", 36_400_000_000)]
    [InlineData("eastus", "B2s", "vm", 41_600_000_000)]
    public void Vm_IsInPicoDollarsAnHour(string region, string size, string tier, long pico) => Assert.Equal(pico, PriceTable.Vm(region, size, tier));

    [Theory]
    [InlineData("eastus", "D32s_v5", "vm-reserved-1y")]
    [InlineData("northeurope", "D32s_v5", "vm")]
    [InlineData("eastus", "D64s_v5", "vm")]
    public void Vm_WithoutSource_IsRefused(string region, string size, string tier) => Assert.Throws<InputException>(() => PriceTable.Vm(region, size, tier));

    [Fact]
    public void Group_SpotIsThreeTenthsOfRegular()
    {
        var (regular, spot) = (PriceTable.Group("eastus", "aci"), PriceTable.Group("eastus", "aci-spot"));

        Assert.Equal(new GroupRate(40_500_000_000, 4_450_000_000), regular);
        Assert.Equal((regular.PicoPerVcpuHour * 3, regular.PicoPerGbHour * 3), (spot.PicoPerVcpuHour * 10, spot.PicoPerGbHour * 10));
        Assert.Throws<InputException>(() => PriceTable.Group("westeurope", "aci"));
    }

    [Theory]
    [InlineData("D32s_v5", 32_000, 131_072)]
    [InlineData("D2_v5", 2000, 8192)]
    [InlineData("B2s", 2000, 4096)]
    public void Size_IsKnown(string size, long cpuMillis, long memoryMib) => Assert.Equal(new PodSize(cpuMillis, memoryMib), VmSizes.Of(size));

    [Theory]
    [InlineData(1, 1, 100, 10)]
    [InlineData(1000, 1024, 100, 10)]
    [InlineData(1001, 1025, 101, 11)]
    [InlineData(1010, 1126, 101, 11)]
    [InlineData(1011, 1127, 102, 12)]
    [InlineData(31_000, 245_760, 3100, 2400)]
    public void Group_IsRoundedUp(long cpuMillis, long memoryMib, long centiCores, long deciGb) =>
        Assert.Equal(new GroupSize(centiCores, deciGb), GroupSize.Of(new PodSize(cpuMillis, memoryMib)));
}
