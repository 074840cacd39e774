using System.IO.Compression;
using System.Text;
using Burst.Simulation.Checker.Inputs;
using Burst.Simulation.Checker.Options;

namespace Burst.Simulation.Checker.Tests.Inputs;

public sealed class TraceTests : IDisposable
{
    private const string Header = "id,submit_s,duration_s,cpu,memory_mib,class\n";
    private const string Standard = "; comment\n 1 10 5 100 4 -1 -1 8 3600 2048 1 1 1 1 1 -1 -1 -1\n2 11.5 0 7 -1 -1 512 2 60 -1 1 1 1 1 1 -1 -1 -1\n3 12 0 7 1 -1 -1 1 60 -1 1 1 1 1 1 -1 -1 -1\n";
    private const string Wagap = "7 1356996147 0 56011 7 1 1024 7 86400 1048577 1 62 1 1 -1 1 1 1 {1,2,3} q_1d 1:ppn=1:x86_64+3:ppn=2#excl\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("burst-checker-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Csv_IsRead()
    {
        var trace = Read("jobs.csv", Header + "a,0.5,1.25,0.25,512,web\n\"b,\"\"c\"\"\",2,3,2,,\n");

        Assert.Equal(2, trace.Count);
        Assert.Equal(new JobTimes(500, 1250), trace.Times(0));
        Assert.Equal(new PodSize(250, 512), trace.Pod(0));
        Assert.Equal(1, trace.Find("b,\"c\""));
        Assert.Equal(new PodSize(2000, 2048), trace.Pod(1));
        Assert.Null(trace.Find("c"));
    }

    [Theory]
    [InlineData("a,-1,1,1,1,", 2)]
    [InlineData("a,1,-1,1,1,", 2)]
    [InlineData("a,1,1,0,1,", 2)]
    [InlineData("a,1,1,1,0,", 2)]
    [InlineData("a,1,1,1,1", 2)]
    [InlineData("a,1,1,1,x,", 2)]
    [InlineData("a,1,1.0001,1,1,", 2)]
    [InlineData(",1,1,1,1,", 2)]
    [InlineData("a,1,1", 2)]
    [InlineData("a,1,1,1,1,\na,1,1,1,1,", 3)]
    public void Csv_BadRow_NamesItsLine_OrIsCounted(string rows, int line)
    {
        var error = Assert.Throws<InputException>(() => Read("jobs.csv", Header + rows + "\n"));
        var trace = Read("jobs.csv", Header + rows + "\n", options => options with { SkipBad = true });

        Assert.Contains($"jobs.csv:{line}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("accepted: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, trace.BadRows);
    }

    [Fact]
    public void Csv_OtherHeader_IsRefused() => Assert.Contains("jobs.csv:1: ", Assert.Throws<InputException>(() => Read("jobs.csv", "id,cpu\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void Swf_Standard_MemoryIsPerProcessor()
    {
        var trace = Read("jobs.swf", Standard);

        Assert.Equal(new JobTimes(10_000, 100_000), trace.Times(0));
        Assert.Equal(new PodSize(4000, 8), trace.Pod(0));
        Assert.Equal(new PodSize(2000, 1), trace.Pod(1));
        Assert.Equal(new PodSize(1000, 2048), trace.Pod(2));
        Assert.Equal(1, trace.PodCount(0));
    }

    [Fact]
    public void Swf_Gzip_IsTheSame()
    {
        var path = Path.Combine(_folder, "jobs.swf.gz");
        using (var zip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
            zip.Write(Encoding.UTF8.GetBytes(Standard));

        Assert.Equal(3, TraceFile.Read(Options(path)).Count);
    }

    [Fact]
    public void Swf_BytesPerNode_EachNodeIsAPod()
    {
        var trace = Read("jobs.swf", Wagap, options => options with { SwfBytesPerNode = true });

        Assert.Equal([new PodSize(1000, 2), new PodSize(2000, 2), new PodSize(2000, 2), new PodSize(2000, 2)], trace.Pods(0));
        Assert.True(trace.IsGang(0));
    }

    [Fact]
    public void Swf_SpecificationOtherThanTheAllocation_IsSharedEvenly()
    {
        var trace = Read("jobs.swf", Wagap.Replace("1:ppn=1:x86_64+3:ppn=2", "3:ppn=9", StringComparison.Ordinal), options => options with { SwfBytesPerNode = true });

        Assert.Equal([new PodSize(3000, 2), new PodSize(3000, 2), new PodSize(3000, 2)], trace.Pods(0));
    }

    [Theory]
    [InlineData("4185 1 0 -5 1 1 1024 1 60 1 1 1 1 1 -1 1 1 1 {1} q 1:ppn=1")]
    [InlineData("4185 1 0 5 1 1 1024 1 60 1")]
    [InlineData("4185 1 0 5 -1 1 1024 -1 60 1 1 1 1 1 -1 1 1 1 {1} q 1:ppn=1")]
    [InlineData("4185 1 0 5 3 1 1024 3 60 1 1 1 1 1 -1 1 1 1")]
    public void Swf_BadRow_NamesItsLine_OrIsCounted(string row)
    {
        var error = Assert.Throws<InputException>(() => Read("jobs.swf", Wagap + row, options => options with { SwfBytesPerNode = true }));
        var trace = Read("jobs.swf", Wagap + row, options => options with { SwfBytesPerNode = true, SkipBad = true });

        Assert.Contains("jobs.swf:2: ", error.Message, StringComparison.Ordinal);
        Assert.Equal((1, 1L), (trace.Count, trace.BadRows));
    }

    [Fact]
    public void OtherEnding_IsRefused() => Assert.Contains(".swf.gz", Assert.Throws<InputException>(() => Read("jobs.txt", "")).Message, StringComparison.Ordinal);

    private JobTrace Read(string name, string text, Func<CheckerOptions, CheckerOptions>? with = null)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        var options = Options(path);
        return TraceFile.Read(with is null ? options : with(options));
    }

    private static CheckerOptions Options(string path) => new() { Jobs = path, Placements = "", Report = "", Vms = new VmPark([(1, "D2s_v5")]) };
}
