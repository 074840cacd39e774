using Burst.Simulation.Checker.Options;

namespace Burst.Simulation.Checker.Inputs;

/// <summary>Reads the placements, a row per pod.</summary>
internal static class PlacementFile
{
    private const string Header = "job_id,submit_s,start_s,end_s,node,tier,cpu_millis,memory_mib";
    private const string Accepted = "8 fields: job_id, three instants in s with at most 3 decimals, node, tier, whole cpu_millis, whole memory_mib";

    public static List<Placement> Read(JobTrace trace, CheckerOptions options, Audit audit)
    {
        using var reader = new StreamReader(options.Placements);
        return Read(reader, trace, options, audit);
    }

    public static List<Placement> Read(TextReader reader, JobTrace trace, CheckerOptions options, Audit audit)
    {
        var header = reader.ReadLine();
        if (header != Header)
            throw InputException.At(options.Placements, 1, $"the header is '{header}'", Header);

        var (placements, fields, line) = (new List<Placement>(trace.Count), new CsvLine(), 1L);
        while (reader.ReadLine() is { } text)
        {
            line++;
            fields.Split(text);
            if (!TryRead(fields, trace, options, out var placement))
                throw InputException.At(options.Placements, line, $"'{text}' is not a placement", Accepted);
            Report(audit, fields, placement, options);
            placements.Add(placement);
        }

        return placements;
    }

    private static bool TryRead(CsvLine fields, JobTrace trace, CheckerOptions options, out Placement placement)
    {
        placement = default;
        if (fields.Count != 8
            || !FixedPoint.TryParse(fields[1], 3, out var submit)
            || !FixedPoint.TryParse(fields[2], 3, out var start)
            || !FixedPoint.TryParse(fields[3], 3, out var end)
            || !FixedPoint.TryParse(fields[6], 0, out var cpu)
            || !FixedPoint.TryParse(fields[7], 0, out var memory))
            return false;
        var place = new PodPlace(NodeNames.Parse(fields[4], options.VmNodes), TierNames.IndexOf(fields[5]));
        placement = new Placement(trace.Find(fields[0]) ?? -1, submit, start, end, place, new PodSize(cpu, memory));
        return true;
    }

    /// <summary>What only the text of the row can say: names that mean nothing.</summary>
    private static void Report(Audit audit, CsvLine fields, in Placement placement, CheckerOptions options)
    {
        if (!audit.Holds(placement.Job >= 0))
            audit.Add(ViolationKind.UnknownJob, fields[0].ToString(), placement.StartMs, "a job of the trace", "none of this id");
        if (!audit.Holds(placement.Place.VmNode != PodPlace.Unknown))
            audit.Add(ViolationKind.UnknownNode, fields[0].ToString(), placement.StartMs,
                $"{NodeNames.Vm(0, options.VmNodes)} to {NodeNames.Vm(options.VmNodes - 1, options.VmNodes)} or {NodeNames.Virtual}", fields[4].ToString());
        if (!audit.Holds(placement.Place.Tier >= 0))
            audit.Add(ViolationKind.Tier, fields[0].ToString(), placement.StartMs, string.Join(", ", TierNames.All), fields[5].ToString());
    }
}
