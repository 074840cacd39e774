using System.IO.Compression;
using Burst.Simulation.Checker.Options;

namespace Burst.Simulation.Checker.Inputs;

/// <summary>Reads a job trace by the ending of its name.</summary>
internal static class TraceFile
{
    private const string Accepted = ".csv, .swf or .swf.gz";

    public static JobTrace Read(CheckerOptions options)
    {
        var path = options.Jobs;
        using var file = File.OpenRead(path);
        if (path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            return CsvTrace.Read(new StreamReader(file), options);
        if (path.EndsWith(".swf", StringComparison.OrdinalIgnoreCase))
            return SwfTrace.Read(new StreamReader(file), options);
        if (path.EndsWith(".swf.gz", StringComparison.OrdinalIgnoreCase))
            return SwfTrace.Read(new StreamReader(new GZipStream(file, CompressionMode.Decompress)), options);
        throw new InputException($"{path}: unknown kind of trace; accepted: {Accepted}");
    }
}
