using Burst.Simulation.Checker.Options;

namespace Burst.Simulation.Checker.Inputs;

/// <summary>A trace with the header <c>id,submit_s,duration_s,cpu,memory_mib,class</c>: a row is a job of one pod.</summary>
internal static class CsvTrace
{
    private const string Header = "id,submit_s,duration_s,cpu,memory_mib,class";
    private const string Accepted = "id,submit_s >= 0,duration_s >= 0 (at most 3 decimals),cpu > 0 (at most 3 decimals),memory_mib > 0, whole, or empty,class";

    public static JobTrace Read(TextReader reader, CheckerOptions options)
    {
        var header = reader.ReadLine()?.TrimStart('\uFEFF').Trim();
        if (header != Header)
            throw InputException.At(options.Jobs, 1, $"the header is '{header}'", Header);

        var (trace, fields, line) = (new JobTrace(), new CsvLine(), 1L);
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
                continue;
            fields.Split(text);
            if (TryAdd(trace, fields, options))
                continue;
            if (!options.SkipBad)
                throw InputException.At(options.Jobs, line, $"'{text}' is not a job, or its id was there before", Accepted);
            trace.BadRows++;
        }

        return trace;
    }

    private static bool TryAdd(JobTrace trace, CsvLine fields, CheckerOptions options)
    {
        if (fields.Count != 6 || fields[0].IsEmpty)
            return false;
        if (!FixedPoint.TryParse(fields[1], 3, out var submit) || submit < 0
            || !FixedPoint.TryParse(fields[2], 3, out var duration) || duration < 0
            || !FixedPoint.TryParse(fields[3], 3, out var cpu) || cpu <= 0)
            return false;

        var memory = options.DefaultMemoryMib;
        if (!fields[4].Trim().IsEmpty && (!FixedPoint.TryParse(fields[4], 0, out memory) || memory < 1))
            return false;
        return trace.TryAdd(fields[0].ToString(), new JobTimes(submit, duration), new PodSize(cpu, memory));
    }
}
