using System.Numerics;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Metering;

/// <summary>
/// Puts the money on lines. The total is the exact sum rounded once to the nearest pico-dollar; each line is rounded down, and the
/// pico-dollars then missing go to the largest remainders, so that the lines sum to the total.
/// </summary>
internal static class InvoiceTotals
{
    public static (string Total, int Unpriced, IReadOnlyList<InvoiceLine> Lines) Price(IReadOnlyList<InvoiceLine> lines, PriceTable prices)
    {
        var charges = lines.Select(prices.Charge).ToArray();
        var exact = charges.Aggregate(BigInteger.Zero, (sum, charge) => sum + (charge ?? 0));
        var total = ((exact * 2) + PriceTable.UnitsPerPico) / (2 * PriceTable.UnitsPerPico);
        var amounts = charges.Select(charge => (charge ?? 0) / PriceTable.UnitsPerPico).ToArray();
        var missing = amounts.Aggregate(total, (rest, amount) => rest - amount);
        var byRemainder = Enumerable.Range(0, charges.Length).Where(i => charges[i] is not null).OrderByDescending(i => charges[i]!.Value % PriceTable.UnitsPerPico);
        foreach (var i in byRemainder.Take((int)missing))
            amounts[i]++;
        return (
            PriceTable.Dollars(total), charges.Count(charge => charge is null),
            [.. lines.Select((line, i) => line with { Cost = charges[i] is null ? null : PriceTable.Dollars(amounts[i]) })]);
    }
}
