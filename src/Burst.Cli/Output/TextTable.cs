namespace Burst.Cli.Output;

/// <summary>Columns as kubectl prints them: left-aligned, three spaces apart, no lines.</summary>
internal sealed class TextTable(params string[] headers)
{
    private readonly List<string[]> rows = [headers];

    /// <summary>A line break or another control character in a cell becomes a space: it would break the table, or the terminal.</summary>
    public void Add(params string[] cells) => rows.Add([.. cells.Select(cell => string.Concat(cell.Select(symbol => char.IsControl(symbol) ? ' ' : symbol)))]);

    public void WriteTo(TextWriter output)
    {
        var widths = new int[headers.Length];
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                widths[i] = Math.Max(widths[i], row[i].Length);
        }

        foreach (var row in rows)
            output.WriteLine(string.Concat(row.Select((cell, i) => cell.PadRight(widths[i] + 3))).TrimEnd());
    }
}
