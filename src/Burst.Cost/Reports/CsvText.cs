using System.Buffers;

namespace Burst.Cost.Reports;

/// <summary>CSV (RFC 4180): CRLF, and quotes only where they are needed.</summary>
internal static class CsvText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    public static string Write(IEnumerable<string[]> rows) => string.Concat(rows.Select(fields => string.Join(',', fields.Select(Quote)) + "\r\n"));

    private static string Quote(string field) => field.AsSpan().ContainsAny(Special) ? $"\"{field.Replace("\"", "\"\"")}\"" : field;
}
