using Burst.Simulation.Checker.Inputs;

namespace Burst.Simulation.Checker.Prices;

/// <summary>
/// Prices in USD an hour, copied by hand from their sources and from no file of the program under test. Container groups: Azure
/// Retail Prices API, Container Instances, read 2026-08-27 and 2026-10-09 (East US) and 2026-09-06 (Sweden Central). VMs: the same
/// API, Linux pay-as-you-go, dump generated 2026-06-18. Reserved: East US rate card, 2023-09.
/// </summary>
internal static class PriceTable
{
    private const int PicoScale = 12;

    private static readonly Dictionary<(string Region, string Tier), (string Vcpu, string Gb)> Groups = new()
    {
        [("eastus", TierNames.Aci)] = ("0.0405", "0.00445"),
        [("eastus", TierNames.AciSpot)] = ("0.01215", "0.001335"),
        [("swedencentral", TierNames.Aci)] = ("0.0466", "0.00511"),
    };

    private static readonly Dictionary<string, (string EastUs, string WestEurope)> PayAsYouGo = new(StringComparer.Ordinal)
    {
        ["D2_v5"] = ("0.096", "0.115"), ["D2s_v5"] = ("0.096", "0.115"),
        ["D4_v5"] = ("0.192", "0.230"), ["D4s_v5"] = ("0.192", "0.230"),
        ["D8_v5"] = ("0.384", "0.460"), ["D8s_v5"] = ("0.384", "0.460"),
        ["D16_v5"] = ("0.768", "0.920"), ["D16s_v5"] = ("0.768", "0.920"),
        ["D32_v5"] = ("1.536", "1.840"), ["D32s_v5"] = ("1.536", "1.840"),
        ["D2ds_v5"] = ("0.113", "0.136"), ["D4ds_v5"] = ("0.226", "0.272"),
        ["D4as_v5"] = ("0.172", "0.208"),
        ["D2s_v6"] = ("0.101", "0.121"), ["D4s_v6"] = ("0.202", "0.242"),
        ["B2s"] = ("0.0416", "0.048"),
    };

    private static readonly Dictionary<(string Region, string Size, string Tier), string> Reserved = new()
    {
        [("eastus", "D2s_v5", "vm-reserved-1y")] = "0.0566",
        [("eastus", "D2s_v5", "vm-reserved-3y")] = "0.0364",
    };

    /// <summary>Azure documentation, Spot containers overview (preview), 2025-11-17.</summary>
    private static readonly string[] SpotRegions = ["eastus2", "westeurope", "westus"];

    public static GroupRate Group(string region, string tier) => Groups.TryGetValue((region, tier), out var rate)
        ? new GroupRate(Pico(rate.Vcpu), Pico(rate.Gb))
        : throw new InputException($"no sourced price of {tier} in {region}; known: {string.Join(", ", Groups.Keys.Select(key => $"{key.Tier} in {key.Region}"))}");

    /// <summary>
    /// Whether the tier can surely be had. Spot containers are a preview in a few regions only, and a price is published for others
    /// too, so a price alone does not say that they are to be had there.
    /// </summary>
    public static bool IsOffered(string region, string tier) =>
        Groups.ContainsKey((region, tier)) && (tier != TierNames.AciSpot || SpotRegions.Contains(region));

    /// <summary>Pico-dollars an hour of one node.</summary>
    public static long Vm(string region, string size, string tier)
    {
        if (Reserved.TryGetValue((region, size, tier), out var reserved))
            return Pico(reserved);
        if (tier == "vm" && region is "eastus" or "westeurope" && PayAsYouGo.TryGetValue(size, out var prices))
            return Pico(region == "eastus" ? prices.EastUs : prices.WestEurope);
        throw new InputException($"no sourced price of {size} as {tier} in {region}; known: pay-as-you-go in eastus and westeurope, D2s_v5 reserved in eastus");
    }

    private static long Pico(string usd) =>
        FixedPoint.TryParse(usd, PicoScale, out var pico) ? pico : throw new InvalidOperationException($"'{usd}' is not a price.");
}
