using System.Text;

namespace Burst.Cost.Prices;

public sealed partial class PriceBook
{
    /// <summary>The whole book for people: a table of the prices, what is offered only in places, and the sources by number.</summary>
    public string Describe()
    {
        var origins = Entries.Select(entry => (entry.Source, entry.Read))
            .Concat(Offers.Select(offer => (offer.Source, offer.Read)))
            .Distinct()
            .Order()
            .ToList();
        var text = new StringBuilder($"Prices in US dollars per hour as of {AsOf:yyyy-MM-dd} ({Source})\n\n");
        string[] header = ["REGION", "TIER", "SIZE", "YEARS", "VCPU", "GB", "NODE", "SOURCE"];
        var rows = Entries.Select(entry => Cells(entry, $"[{origins.IndexOf((entry.Source, entry.Read)) + 1}]")).Prepend(header).ToArray();
        var widths = header.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            text.Append(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Append('\n');
        text.Append('\n');
        foreach (var offer in Offers)
            text.Append($"{offer.Tier} is {WhereOffered(offer)} only [{origins.IndexOf((offer.Source, offer.Read)) + 1}]\n");
        foreach (var (index, origin) in origins.Index())
            text.Append($"[{index + 1}] {origin.Source} (read {origin.Read})\n");
        return text.ToString();
    }

    private static string[] Cells(PriceEntry entry, string origin)
    {
        var (key, rates) = (entry.Key, entry.Rates);
        return key.Tier.IsVm
            ? [key.Region, key.Tier.Value, key.Size, key.ReservedYears?.ToString() ?? "-", "-", "-", rates.PerNodeHour.ToString(), origin]
            : [key.Region, key.Tier.Value, "-", "-", rates.PerVcpuHour.ToString(), rates.PerGbHour.ToString(), "-", origin];
    }
}
