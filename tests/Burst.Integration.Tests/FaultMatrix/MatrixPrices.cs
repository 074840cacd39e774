using Burst.Cost.Prices;

namespace Burst.Integration.Tests.FaultMatrix;

/// <summary>The emulator's own prices, with Spot on offer in the region that it knows Spot prices of.</summary>
internal static class MatrixPrices
{
    public static readonly PriceBook Book = PriceBook.Parse(
        """
        {
          "asOf": "2026-11-01",
          "offers": [{ "tier": "aci-spot", "regions": ["eastus"], "source": "tests", "read": "2026-11-01" }],
          "containerGroups": [
            { "region": "eastus", "tier": "aci", "perVcpuHour": "0.0405", "perGbHour": "0.00445", "source": "tests", "read": "2026-11-01" },
            { "region": "eastus", "tier": "aci-spot", "perVcpuHour": "0.01215", "perGbHour": "0.001335", "source": "tests", "read": "2026-11-01" }
          ],
          "vmSizes": [],
          "vms": []
        }
        """,
        "the fault matrix");
}
