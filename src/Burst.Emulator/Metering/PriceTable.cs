using System.Numerics;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Metering;

/// <summary>Prices by region and priority; what was given goes before what is known. What has no price is not guessed.</summary>
internal sealed class PriceTable(IReadOnlyList<GroupPrice> given)
{
    /// <summary>Parts of a pico-dollar that charges are exact in: seconds of an hour x hundredths of a core.</summary>
    public const int UnitsPerPico = 3600 * 100;

    private const long PicoPerDollar = 1_000_000_000_000;

    private readonly Dictionary<(string Region, bool IsSpot), GroupPrice> _prices =
        GroupPrice.Known.Concat(given).GroupBy(price => (price.Region, price.IsSpot)).ToDictionary(same => same.Key, same => same.Last());

    /// <summary>The exact charge in units; null when there is no price.</summary>
    public BigInteger? Charge(InvoiceLine line)
    {
        if (!_prices.TryGetValue((line.Region, line.Priority == "Spot"), out var price))
            return null;
        var perCpu = (BigInteger)(price.PerVcpuHour * PicoPerDollar);
        var perGb = (BigInteger)(price.PerGbHour * PicoPerDollar);
        var cpuHundredths = (BigInteger)(line.BilledCpu!.Value * 100);
        var memoryTenths = (BigInteger)(line.BilledMemoryInGB!.Value * 10);
        return ((perCpu * cpuHundredths) + (perGb * memoryTenths * 10)) * (BigInteger)line.BilledSeconds;
    }

    /// <summary>Dollars with all their digits, at least two of them decimals.</summary>
    public static string Dollars(BigInteger pico)
    {
        var (dollars, rest) = BigInteger.DivRem(pico, PicoPerDollar);
        return $"{dollars}.{((long)rest).ToString("D12").TrimEnd('0').PadRight(2, '0')}";
    }
}
