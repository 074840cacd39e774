using System.Globalization;
using System.Text;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Metering;

/// <summary>The invoice for people.</summary>
internal static class InvoiceText
{
    private static readonly string[] Head = ["GROUP", "REGION", "PRIORITY", "STARTED", "STOPPED", "VCPU", "GB", "SECONDS", "USD"];

    public static string Of(InvoiceBody invoice)
    {
        string[][] rows = [Head, .. invoice.Groups.Select(Row), TotalRow(invoice)];
        var widths = Enumerable.Range(0, Head.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder().Append($"Invoice as of {Time(invoice.AsOf)}\n\n");
        foreach (var row in rows)
            text.Append(string.Join("  ", row.Select((cell, column) => column < 5 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd()).Append('\n');
        text.Append("\nEach second that has started is charged, from the image pull until the group stops; CPU rounded up to 0.01, memory to 0.1 GB.\n");
        if (invoice.UnpricedGroups > 0)
            text.Append($"{invoice.UnpricedGroups} have no price (-) and are not in the total; give one with --price REGION=VCPU/GB.\n");
        if (invoice.DroppedLines > 0)
            text.Append($"{invoice.DroppedLines} older lines were forgotten and are not in the total.\n");
        return text.ToString();
    }

    private static string[] Row(InvoiceLine line) =>
    [
        line.Name, line.Region, line.Priority, Time(line.StartedAt), line.StoppedAt is { } stopped ? Time(stopped) : "runs",
        Number(line.BilledCpu!.Value), Number(line.BilledMemoryInGB!.Value), Number(line.BilledSeconds), line.Cost ?? "-",
    ];

    private static string[] TotalRow(InvoiceBody invoice) =>
        ["TOTAL", "", "", "", "", "", "", Number(invoice.Groups.Sum(line => line.BilledSeconds)), invoice.TotalCost];

    private static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
