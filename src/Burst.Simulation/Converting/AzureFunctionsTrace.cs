using System.Globalization;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Converting;

/// <summary>
/// The Azure Functions trace (invocations, durations and memory by function): an invocation a job. The trace counts invocations by
/// minute; within its minute each arrives at a uniform instant from a seed. Its duration is the function's average.
/// </summary>
public static class AzureFunctionsTrace
{
    private const int KeyColumns = 3;
    private const int MillisPerMinute = 60_000;
    private const int InvocationsPerMinuteMax = 10_000_000;

    /// <param name="folder">Holds invocations.csv, durations.csv and memory.csv.</param>
    /// <param name="cpuMillis">Of each invocation: the trace does not record it.</param>
    /// <param name="seed">Of the instants within the minutes.</param>
    /// <param name="output">Gets the jobs by submit time.</param>
    /// <returns>The jobs written.</returns>
    /// <exception cref="TraceRowException">A row cannot be used.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    public static long Convert(string folder, long cpuMillis, ulong seed, TextWriter output, CancellationToken cancellationToken)
    {
        var durations = ReadColumn(Path.Combine(folder, "durations.csv"), "Average", cancellationToken);
        var memory = ReadColumn(Path.Combine(folder, "memory.csv"), "AverageAllocatedMb", cancellationToken);
        var functions = ReadInvocations(Path.Combine(folder, "invocations.csv"), durations, memory, cancellationToken);
        var writer = new TraceCsvWriter(output);
        var random = new SeededRandom(seed);
        var minute = new List<(long At, int Function, long Number)>();
        var numbers = new long[functions.Count];
        for (var i = 0; i < functions.Max(function => function.Counts.Length); i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            minute.Clear();
            for (var f = 0; f < functions.Count; f++)
            {
                for (var n = 0; n < functions[f].Counts.ElementAtOrDefault(i); n++)
                    minute.Add(((long)i * MillisPerMinute + random.Next(MillisPerMinute), f, ++numbers[f]));
            }

            minute.Sort();
            foreach (var (at, f, number) in minute)
                writer.Write($"f{f + 1}-{number}", at, functions[f].DurationMs, cpuMillis, functions[f].MemoryMib, functions[f].Trigger);
        }

        return writer.Rows;
    }

    private static List<AzureFunction> ReadInvocations(
        string path, Dictionary<string, decimal> durations, Dictionary<string, decimal> memory, CancellationToken cancellationToken)
    {
        var functions = new List<AzureFunction>();
        foreach (var row in CsvTable.Read(path, cancellationToken))
        {
            var key = row.Key();
            var duration = durations.TryGetValue(key, out var millis)
                ? (long)decimal.Round(millis, MidpointRounding.AwayFromZero)
                : throw row.Bad("the function has no row in durations.csv", "one row with the same three hashes is accepted");
            var counts = row.Fields[(KeyColumns + 1)..].Select(text =>
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= InvocationsPerMinuteMax
                    ? count
                    : throw row.Bad($"'{text}' invocations", $"a whole number to {InvocationsPerMinuteMax} is accepted")).ToArray();
            functions.Add(new AzureFunction(row.Fields[KeyColumns], duration, memory.TryGetValue(key, out var mb) ? Math.Max(1, (long)decimal.Ceiling(mb)) : null, counts));
        }

        return functions.Count > 0 ? functions : throw new TraceRowException(Path.GetFileName(path), 1, "no function", "one function a row is accepted");
    }

    private static Dictionary<string, decimal> ReadColumn(string path, string column, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var row in CsvTable.Read(path, cancellationToken))
        {
            var text = row[column];
            values[row.Key()] = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= 1_000_000_000_000m
                ? value
                : throw row.Bad($"{column} '{text}' is not a number", "a number from 0 is accepted");
        }

        return values;
    }

    private sealed record AzureFunction(string Trigger, long DurationMs, long? MemoryMib, int[] Counts);
}
