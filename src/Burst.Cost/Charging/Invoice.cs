using System.Collections.Immutable;
using Burst.Core.Units;

namespace Burst.Cost.Charging;

/// <summary>
/// Exact charges rounded once, per line, to whole pico-dollars so that the lines sum to the total exactly. The total is the exact
/// sum rounded to the nearest pico-dollar, whatever the lines are; each line is rounded down, and the pico-dollars then missing go
/// to the lines with the largest remainders, on a tie to the line whose key comes first.
/// </summary>
public sealed class Invoice<TKey>
    where TKey : notnull, IComparable<TKey>
{
    private Invoice(ImmutableArray<InvoiceLine<TKey>> lines, Money total)
    {
        Lines = lines;
        Total = total;
    }

    /// <summary>In the order of their keys, one for each key.</summary>
    public ImmutableArray<InvoiceLine<TKey>> Lines { get; }

    public Money Total { get; }

    /// <summary>Sums the charges by key, in any order.</summary>
    /// <exception cref="ArgumentException">A charge is negative.</exception>
    /// <exception cref="OverflowException">The sum is beyond anything that could be paid.</exception>
    public static Invoice<TKey> Of(IEnumerable<KeyValuePair<TKey, Charge>> charges)
    {
        var sums = new Dictionary<TKey, Charge>();
        foreach (var (key, charge) in charges)
        {
            if (charge.Units < 0)
                throw new ArgumentException($"The charge of {key} is negative ({charge.Units} units).", nameof(charges));
            sums[key] = sums.TryGetValue(key, out var sum) ? sum + charge : charge;
        }

        var exact = sums.OrderBy(entry => entry.Key).ToArray();
        var total = exact.Aggregate(Charge.Zero, (sum, entry) => sum + entry.Value).Round();
        return new Invoice<TKey>(Apportion(exact, total), total);
    }

    private static ImmutableArray<InvoiceLine<TKey>> Apportion(KeyValuePair<TKey, Charge>[] exact, Money total)
    {
        var amounts = exact.Select(entry => entry.Value.Units / Charge.UnitsPerPicoDollar).ToArray();
        var missing = amounts.Aggregate(total.PicoDollars, (rest, amount) => rest - amount);
        var byRemainder = Enumerable.Range(0, exact.Length).OrderByDescending(line => exact[line].Value.Units % Charge.UnitsPerPicoDollar);
        foreach (var line in byRemainder.Take((int)missing))
            amounts[line]++;
        return [.. exact.Select((entry, line) => new InvoiceLine<TKey>(entry.Key, new Money(amounts[line])))];
    }
}
