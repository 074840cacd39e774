using System.Globalization;
using Burst.Simulation.Checker.Options;

namespace Burst.Simulation.Checker.Inputs;

/// <summary>
/// The Standard Workload Format: 18 fields, comments after a semicolon, -1 for unknown, memory in KB per processor. In the variant
/// of wagap-2013, field 10 is bytes per node and field 21 says how many nodes of how many processors, each of which is a pod.
/// </summary>
internal static class SwfTrace
{
    private const int Id = 0;
    private const int Submit = 1;
    private const int RunTime = 3;
    private const int Allocated = 4;
    private const int UsedMemory = 6;
    private const int Requested = 7;
    private const int RequestedMemory = 9;
    private const int NodeSpec = 20;
    private const int FieldsMin = 18;
    private const long BytesPerMib = 1024 * 1024;
    private const long KbPerMib = 1024;
    private const string Accepted = "18 or more fields between blanks; submit and run time >= 0 s; processors > 0; at most 3 decimals";

    public static JobTrace Read(TextReader reader, CheckerOptions options)
    {
        var (trace, line) = (new JobTrace(), 0L);
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (string.IsNullOrWhiteSpace(text) || text.TrimStart().StartsWith(';'))
                continue;
            var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (TryAdd(trace, fields, options))
                continue;
            if (!options.SkipBad)
                throw InputException.At(options.Jobs, line, "not a job, or its id was there before", Accepted);
            trace.BadRows++;
        }

        return trace;
    }

    private static bool TryAdd(JobTrace trace, string[] fields, CheckerOptions options)
    {
        if (fields.Length < FieldsMin
            || !FixedPoint.TryParse(fields[Submit], 3, out var submit) || submit < 0
            || !FixedPoint.TryParse(fields[RunTime], 3, out var duration) || duration < 0)
            return false;
        var processors = Positive(fields[Allocated]) ?? Positive(fields[Requested]);
        if (processors is null)
            return false;

        var times = new JobTimes(submit, duration);
        if (options.SwfBytesPerNode && fields.Length <= NodeSpec)
            return false;
        if (!options.SwfBytesPerNode)
            return trace.TryAdd(fields[Id], times, new PodSize(processors.Value * 1000, SharedMemory(fields, processors.Value, options)));

        var memory = Positive(fields[RequestedMemory]) is { } bytes ? RoundUp(bytes, BytesPerMib) : options.DefaultMemoryMib;
        var pods = Nodes(fields, processors.Value).Select(cpus => new PodSize(cpus * 1000, memory)).ToArray();
        return pods.Length > 0 && trace.TryAdd(fields[Id], times, pods);
    }

    private static long SharedMemory(string[] fields, long processors, CheckerOptions options) =>
        (Positive(fields[RequestedMemory]) ?? Positive(fields[UsedMemory])) is { } kbPerProcessor
            ? RoundUp(kbPerProcessor * processors, KbPerMib)
            : options.DefaultMemoryMib;

    /// <summary>
    /// Processors of each node: <c>2:ppn=4:x86_64+1:ppn=8#excl</c> is 4, 4, 8. Where that is not what was allocated, the nodes share
    /// the allocation evenly.
    /// </summary>
    private static IEnumerable<long> Nodes(string[] fields, long processors)
    {
        var nodes = new List<long>();
        foreach (var part in fields[NodeSpec].Split('#')[0].Split('+'))
        {
            var words = part.Split(':');
            var ppn = Array.Find(words, word => word.StartsWith("ppn=", StringComparison.Ordinal));
            var count = Positive(words[0]) ?? 1;
            var perNode = ppn is null ? 1 : Positive(ppn[4..]) ?? 0;
            nodes.AddRange(Enumerable.Repeat(perNode, (int)Math.Min(count, int.MaxValue)));
        }

        return nodes.Sum() == processors && nodes.TrueForAll(node => node > 0)
            ? nodes
            : Enumerable.Repeat(RoundUp(processors, nodes.Count), nodes.Count);
    }

    private static long? Positive(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : null;

    private static long RoundUp(long value, long unit) => (value + unit - 1) / unit;
}
