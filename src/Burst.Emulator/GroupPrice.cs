using System.Globalization;

namespace Burst.Emulator;

/// <summary>What the emulator charges in a region, in US dollars an hour, with up to 12 decimals.</summary>
/// <param name="Region">As the service writes it: <c>westeurope</c>.</param>
/// <param name="IsSpot">Whether it is the price of Spot groups.</param>
/// <param name="PerVcpuHour">For one vCPU.</param>
/// <param name="PerGbHour">For one GB of memory.</param>
public sealed record GroupPrice(string Region, bool IsSpot, decimal PerVcpuHour, decimal PerGbHour)
{
    /// <summary>Azure's retail prices of Linux groups (Retail Prices API, read 2026-10-09; swedencentral 2026-09-06).</summary>
    public static IReadOnlyList<GroupPrice> Known { get; } =
    [
        new("eastus", false, 0.0405m, 0.00445m),
        new("eastus", true, 0.01215m, 0.001335m),
        new("swedencentral", false, 0.0466m, 0.00511m),
    ];

    /// <summary>Reads <c>REGION=VCPU/GB</c> and <c>REGION:spot=VCPU/GB</c>.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static GroupPrice Parse(string text)
    {
        if (text.Split('=') is [var key, var amounts] && amounts.Split('/') is [var vcpu, var gb] && TryAmount(vcpu, out var perVcpu) && TryAmount(gb, out var perGb))
        {
            var isSpot = key.EndsWith(":spot", StringComparison.Ordinal);
            var price = new GroupPrice(isSpot ? key[..^":spot".Length] : key, isSpot, perVcpu, perGb);
            if (price.IsValid)
                return price;
        }

        throw new FormatException($"'{text}' is not a price; write REGION=VCPU/GB or REGION:spot=VCPU/GB in dollars an hour, such as westeurope=0.05/0.0055.");
    }

    internal bool IsValid => Groups.GroupNames.Location().IsMatch(Region) && IsAmount(PerVcpuHour) && IsAmount(PerGbHour);

    private static bool TryAmount(string text, out decimal amount) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount);

    private static bool IsAmount(decimal dollars) => dollars is >= 0 and <= 1000 && decimal.Round(dollars, 12) == dollars;
}
