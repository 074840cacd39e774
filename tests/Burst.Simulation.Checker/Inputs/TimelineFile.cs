namespace Burst.Simulation.Checker.Inputs;

/// <summary>Reads the timeline, a row per step.</summary>
internal static class TimelineFile
{
    private const string Header = "from_s,step_s,demand_cores,vm_cores,aci_cores,jobs_waiting,vm_cost_usd,aci_cost_usd";
    private const string Accepted = "8 numbers: two in s, four averages with at most 3 decimals, two in USD with at most 12";

    private static readonly int[] Decimals = [3, 3, 3, 3, 3, 3, 12, 12];

    public static List<TimelineRow> Read(string path)
    {
        using var reader = new StreamReader(path);
        var header = reader.ReadLine();
        if (header != Header)
            throw InputException.At(path, 1, $"the header is '{header}'", Header);
        var (rows, fields, line) = (new List<TimelineRow>(), new CsvLine(), 1L);
        while (reader.ReadLine() is { } text)
        {
            line++;
            fields.Split(text);
            rows.Add(TryRead(fields, line) ?? throw InputException.At(path, line, $"'{text}' is not a step", Accepted));
        }

        return rows;
    }

    private static TimelineRow? TryRead(CsvLine fields, long line)
    {
        var values = new long[Decimals.Length];
        if (fields.Count != values.Length)
            return null;
        for (var field = 0; field < values.Length; field++)
        {
            if (!FixedPoint.TryParse(fields[field], Decimals[field], out values[field]))
                return null;
        }

        return new TimelineRow(line, values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7]);
    }
}
