using System.Numerics;
using Burst.Simulation.Checker.Prices;

namespace Burst.Simulation.Checker.Checks;

/// <summary>
/// Time of container groups of one tier, by what is paid for. A unit of cost is 1/3,600,000 of a pico-dollar: hundredths of a core,
/// tenths of a GB, seconds and milliseconds at prices an hour all divide into it, so nothing is rounded before the end.
/// </summary>
internal struct GroupBill
{
    public const long UnitsPerPico = 3_600_000;

    private const long UnitsPerCentiCoreSecond = 10;
    private const long UnitsPerDeciGbSecond = 100;
    private const long MillisPerSecond = 1000;

    private Int128 _centiCoreSeconds;
    private Int128 _deciGbSeconds;

    public readonly bool IsEmpty => _centiCoreSeconds == 0;

    /// <summary>Every second begun, from the creation of the group to its end.</summary>
    public void Add(GroupSize size, long millis)
    {
        var seconds = (Math.Max(0, millis) + MillisPerSecond - 1) / MillisPerSecond;
        _centiCoreSeconds += (Int128)size.CentiCores * seconds;
        _deciGbSeconds += (Int128)size.DeciGb * seconds;
    }

    public readonly BigInteger Units(GroupRate rate) =>
        ((BigInteger)_centiCoreSeconds * rate.PicoPerVcpuHour * UnitsPerCentiCoreSecond)
        + ((BigInteger)_deciGbSeconds * rate.PicoPerGbHour * UnitsPerDeciGbSecond);

    /// <summary>Units to the nearest pico-dollar, halves up.</summary>
    public static BigInteger Round(BigInteger units) => ((units * 2) + UnitsPerPico) / (UnitsPerPico * 2);
}
