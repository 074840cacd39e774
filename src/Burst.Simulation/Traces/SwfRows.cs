using System.Collections.Immutable;
using System.Globalization;
using Burst.Core.Units;

namespace Burst.Simulation.Traces;

/// <summary>
/// The Standard Workload Format: 18 fields between blanks, comments after a semicolon. A job is one pod of its processors; in the
/// variant with bytes per node it is a pod per node of field 21, and they start together.
/// </summary>
internal sealed class SwfRows(TraceOptions options) : ITraceRows
{
    private const int FieldsStandard = 18;
    private const int FieldsVariant = 21;
    private const long BytesPerMib = 1 << 20;
    private const long KibPerMib = 1024;

    private readonly ShapeTable shapes = new();

    public int HeaderLines => 0;

    public TraceJob? Parse(string text, long line)
    {
        if (text.AsSpan().Trim() is var row && (row.IsEmpty || row[0] == ';'))
            return null;
        var wanted = options.SwfMemory == SwfMemory.BytesPerNode ? FieldsVariant : FieldsStandard;
        var fields = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < wanted)
            throw new BadRowException($"{fields.Length} field(s)", $"{wanted} fields between blanks are accepted");
        var cpus = Processors(fields);
        var memory = TraceNumber.Whole("field 10 (requested memory)", fields[9], -1, long.MaxValue);
        return new TraceJob(
            fields[0],
            TraceNumber.Millis("field 2 (submit time)", fields[1]),
            TraceNumber.Millis("field 4 (run time)", fields[3]),
            options.SwfMemory == SwfMemory.BytesPerNode ? ByNode(fields[20], cpus, memory) : Single(fields, cpus, memory),
            wanted == FieldsVariant ? fields[19] : fields[14]);
    }

    /// <summary>What was allocated; where that is not recorded, what was requested.</summary>
    private static long Processors(string[] fields)
    {
        var allocated = TraceNumber.Whole("field 5 (processors)", fields[4], -1, 1_000_000);
        return allocated > 0 ? allocated : TraceNumber.Whole("field 8 (requested processors)", fields[7], 1, 1_000_000);
    }

    private TraceShape Single(string[] fields, long cpus, long requestedKib)
    {
        var perProcessor = requestedKib > 0 ? requestedKib : TraceNumber.Whole("field 7 (used memory)", fields[6], -1, long.MaxValue);
        var memory = perProcessor > 0 ? DivideUp(checked(perProcessor * cpus), KibPerMib) : options.DefaultMemoryMib;
        return shapes.Of(new Resources(cpus * 1000, memory));
    }

    private TraceShape ByNode(string nodes, long cpus, long bytes)
    {
        var memory = bytes > 0 ? DivideUp(bytes, BytesPerMib) : options.DefaultMemoryMib;
        var parts = nodes.Split('+').Select(part => ParsePart(part, memory)).ToImmutableArray();
        if (parts.All(part => part.Size.CpuMillis > 0) && parts.Sum(part => part.Count * part.Size.CpuMillis) == cpus * 1000)
            return shapes.Of(parts);

        // What was allocated is what ran: a specification that says otherwise (half a processor) gives the number of nodes only.
        var count = parts.Sum(part => part.Count);
        return shapes.Of([new TracePods(count, new Resources(DivideUp(cpus * 1000, count), memory))]);
    }

    /// <summary><c>3:ppn=2:brno</c> is three nodes with two processors each; a host name is one node; no ppn is one processor.</summary>
    private static TracePods ParsePart(string part, long memoryMib)
    {
        var words = part.Split(':');
        var count = int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var nodes) ? nodes : 1;
        if (count is < 1 or > 100_000)
            throw new BadRowException($"field 21 (nodes) '{part}' cannot be used", "N:ppn=P with N from 1 to 100000 is accepted");
        var ppn = words.FirstOrDefault(word => word.StartsWith("ppn=", StringComparison.Ordinal));
        var cpus = ppn is null ? 1 : int.TryParse(ppn.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : 0;
        return new TracePods(count, new Resources(cpus * 1000L, memoryMib));
    }

    private static long DivideUp(long value, long by) => ((value - 1) / by) + 1;
}
