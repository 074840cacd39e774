using Burst.Core.Units;

namespace Burst.Simulation.Traces;

/// <summary>Burst's own format. Memory may be empty; fields have no quotes.</summary>
internal sealed class CsvRows(TraceOptions options) : ITraceRows
{
    public const string Header = "id,submit_s,duration_s,cpu,memory_mib,class";

    private const int Fields = 6;
    private const long MemoryMibMax = 1L << 40;

    private readonly ShapeTable shapes = new();
    private readonly Dictionary<string, string> classes = new(StringComparer.Ordinal);

    public int HeaderLines => 1;

    public TraceJob? Parse(string text, long line)
    {
        if (line == 1)
        {
            return text.TrimStart('\uFEFF').TrimEnd() == Header
                ? null
                : throw new BadRowException($"the header is '{Shorten(text)}'", $"'{Header}' is accepted");
        }

        if (text.Length == 0)
            return null;
        Span<Range> fields = stackalloc Range[Fields + 1];
        var row = text.AsSpan().TrimEnd('\r');
        if (row.Split(fields, ',') is var count && count != Fields)
            throw new BadRowException($"{count} field(s)", $"{Fields} are accepted: {Header}");
        var id = row[fields[0]];
        if (id.IsEmpty || id.IndexOfAny('"', '\n') >= 0)
            throw new BadRowException("the id is empty or quoted", "any text without commas and quotes is accepted");
        var memory = row[fields[4]];
        var size = new Resources(
            TraceNumber.CpuMillis(row[fields[3]]),
            memory.IsEmpty ? options.DefaultMemoryMib : TraceNumber.Whole("memory_mib", memory, 1, MemoryMibMax));
        return new TraceJob(
            id.ToString(), TraceNumber.Millis("submit_s", row[fields[1]]), TraceNumber.Millis("duration_s", row[fields[2]]), shapes.Of(size), Intern(row[fields[5]]));
    }

    private string Intern(ReadOnlySpan<char> text)
    {
        var lookup = classes.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(text, out var known))
            return known;
        var added = text.ToString();
        classes[added] = added;
        return added;
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "...";
}
