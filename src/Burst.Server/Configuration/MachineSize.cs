using Burst.Core.Ids;
using Burst.Core.Pricing;
using Burst.Core.Units;

namespace Burst.Server.Configuration;

/// <summary>What a machine is priced as when nobody has said it.</summary>
internal static class MachineSize
{
    /// <summary>The cheapest VM size, pay as you go, that has all that the machine has; of those the first by name.</summary>
    /// <returns>Null when none has.</returns>
    public static string? Find(IPriceCatalog prices, string region, Resources machine)
    {
        var candidates =
            from size in prices.VmSizes
            where prices.FindVmSize(size) is { } has && machine.FitsIn(has)
            let rates = prices.QuoteVm(region, size, Tier.Vm, null).Rates
            where rates is not null
            orderby rates.PerNodeHour, size
            select size;
        return candidates.FirstOrDefault();
    }
}
