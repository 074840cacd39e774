using Burst.Simulation.Traces;

namespace Burst.Simulation.Converting;

/// <summary>A plain CSV with a header, row by row; fields have no quotes.</summary>
internal static class CsvTable
{
    public static IEnumerable<CsvRow> Read(string path, CancellationToken cancellationToken)
    {
        var file = Path.GetFileName(path);
        using var reader = new StreamReader(path);
        var header = reader.ReadLine()?.TrimEnd('\r').Split(',') ?? throw new TraceRowException(file, 1, "the file is empty", "a header and rows are accepted");
        for (var line = 2L; reader.ReadLine() is { } text; line++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (text.Length == 0)
                continue;
            var fields = text.TrimEnd('\r').Split(',');
            if (fields.Length != header.Length)
                throw new TraceRowException(file, line, $"{fields.Length} field(s)", $"{header.Length}, as in the header, are accepted");
            yield return new CsvRow(file, line, header, fields);
        }
    }
}
