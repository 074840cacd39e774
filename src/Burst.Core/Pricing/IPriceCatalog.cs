using Burst.Core.Ids;
using Burst.Core.Units;

namespace Burst.Core.Pricing;

/// <summary>
/// Prices by region and tier. What is not offered in a region, or has no sourced price, is refused with the reason; nothing is
/// ever guessed.
/// </summary>
public interface IPriceCatalog
{
    /// <summary>Another number whenever a quote may be another than before; the same for ever where prices are read once.</summary>
    long Version { get; }

    /// <summary>Rates of one node of this size. <paramref name="reservedYears"/> is 1 or 3 for vm-reserved, else null.</summary>
    PriceQuote QuoteVm(string region, string size, Tier tier, int? reservedYears);

    /// <summary>Rates of a container group of the tier aci or aci-spot.</summary>
    PriceQuote QuoteGroup(string region, Tier tier);

    /// <summary>The VM sizes that are known, by name; none where nobody asks.</summary>
    IEnumerable<string> VmSizes => [];

    /// <summary>Cores and memory of a VM size, or null when it is unknown.</summary>
    Resources? FindVmSize(string size);
}
