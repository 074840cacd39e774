using System.IO.Compression;
using System.Text;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Tests;

/// <summary>A trace in a folder of its own, gone when the test ends.</summary>
internal sealed class TraceFile : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("burst-trace");

    public TraceFile(string name, params string[] lines)
    {
        Path = System.IO.Path.Combine(folder.FullName, name);
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
        using var file = File.Create(Path);
        using var stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : (Stream)file;
        stream.Write(bytes);
    }

    public string Path { get; }

    public string Folder => folder.FullName;

    public static Trace ReadCsv(params string[] rows) => Read("jobs.csv", new TraceOptions(), ["id,submit_s,duration_s,cpu,memory_mib,class", .. rows]);

    public static Trace Read(string name, TraceOptions options, params string[] lines)
    {
        using var file = new TraceFile(name, lines);
        return TraceReader.Read(file.Path, options, CancellationToken.None);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
