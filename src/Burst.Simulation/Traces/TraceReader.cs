using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;

namespace Burst.Simulation.Traces;

/// <summary>Reads a trace file line by line: .csv, .swf or .swf.gz.</summary>
public static class TraceReader
{
    /// <summary>A trace has at most this many jobs: what fits into a few GiB of memory.</summary>
    public const int JobsMax = 20_000_000;

    private const int LineLengthMax = 1 << 20;

    /// <exception cref="TraceRowException">A row cannot be used, and bad rows are not to be skipped.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="NotSupportedException">The name does not end in .csv, .swf or .swf.gz.</exception>
    public static Trace Read(string path, TraceOptions options, CancellationToken cancellationToken)
    {
        var parser = CreateParser(path, options);
        using var file = File.OpenRead(path);
        using var stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Read(reader, Path.GetFileName(path), parser, options, cancellationToken);
    }

    private static ITraceRows CreateParser(string path, TraceOptions options)
    {
        if (path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            return new CsvRows(options);
        return path.EndsWith(".swf", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".swf.gz", StringComparison.OrdinalIgnoreCase)
            ? new SwfRows(options)
            : throw new NotSupportedException($"'{path}' is not a trace that can be read; .csv ({CsvRows.Header}), .swf and .swf.gz can. `burst simulate convert` makes a .csv of other traces.");
    }

    private static Trace Read(TextReader reader, string name, ITraceRows rows, TraceOptions options, CancellationToken cancellationToken)
    {
        var jobs = new List<TraceJob>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var bad = 0;
        for (long line = 1; reader.ReadLine() is { } text; line++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (text.Length > LineLengthMax)
                    throw new BadRowException($"the line has {text.Length} characters", $"at most {LineLengthMax} are accepted");
                if (rows.Parse(text, line) is not { } job)
                    continue;
                if (!ids.Add(job.Id))
                    throw new BadRowException($"the id '{job.Id}' was there before", "an id of its own for every job is accepted");
                jobs.Add(job);
            }
            catch (BadRowException) when (options.SkipsBadRows && line > rows.HeaderLines)
            {
                bad++;
            }
            catch (BadRowException exception)
            {
                throw new TraceRowException(name, line, exception.Message, exception.Accepted);
            }

            if (jobs.Count > JobsMax)
                throw new TraceRowException(name, line, "the trace is too long", $"at most {JobsMax} jobs are accepted");
        }

        return jobs.Count > 0
            ? new Trace(Sort(jobs), bad)
            : throw new TraceRowException(name, 1, "the trace has no job that can be used", "one job a line is accepted");
    }

    private static ImmutableArray<TraceJob> Sort(List<TraceJob> jobs)
    {
        for (var i = 1; i < jobs.Count; i++)
        {
            if (jobs[i].SubmitMs < jobs[i - 1].SubmitMs)
                return [.. jobs.OrderBy(job => job.SubmitMs)];
        }

        return [.. jobs];
    }
}
