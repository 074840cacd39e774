using Burst.Core.Units;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Tests.Traces;

public class TraceReaderTests
{
    private static readonly TraceOptions Variant = new() { SwfMemory = SwfMemory.BytesPerNode };

    [Fact]
    public void Csv_IsReadExactly()
    {
        var trace = TraceFile.ReadCsv("a,0.25,10.001,1.5,512,web", "b,1,2,0.25,,");

        Assert.Equal(["a", "b"], trace.Jobs.Select(job => job.Id));
        Assert.Equal((250L, 10_001L, "web"), (trace.Jobs[0].SubmitMs, trace.Jobs[0].DurationMs, trace.Jobs[0].Class));
        Assert.Equal(new TracePods(1, new Resources(1500, 512)), Assert.Single(trace.Jobs[0].Shape.Parts));
        Assert.Equal(new TracePods(1, new Resources(250, 2048)), Assert.Single(trace.Jobs[1].Shape.Parts));
    }

    [Fact]
    public void UnsortedRows_AreTakenBySubmitTime_EqualOnesInTheOrderOfTheFile() =>
        Assert.Equal(["c", "a", "b"], TraceFile.ReadCsv("a,5,1,1,1,", "b,5,1,1,1,", "c,1,1,1,1,").Jobs.Select(job => job.Id));

    [Theory]
    [InlineData("a,1,1,1,1", "jobs.csv, line 3: 5 field(s); 6 are accepted: id,submit_s,duration_s,cpu,memory_mib,class.")]
    [InlineData("a,x,1,1,1,", "jobs.csv, line 3: submit_s 'x' is not a number; seconds from 0 with at most three decimals, such as 12 or 12.5, are accepted.")]
    [InlineData("a,1,-2,1,1,", "jobs.csv, line 3: duration_s -2 is negative; seconds from 0 with at most three decimals, such as 12 or 12.5, are accepted.")]
    [InlineData("a,1,0.0001,1,1,", "jobs.csv, line 3: duration_s 0.0001 is too fine; seconds from 0 with at most three decimals, such as 12 or 12.5, are accepted.")]
    [InlineData("a,1,1,0,1,", "jobs.csv, line 3: cpu '0' cannot be used; cores above 0 with at most three decimals, such as 1 or 0.25, are accepted.")]
    [InlineData("ok,1,1,1,1,", "jobs.csv, line 3: the id 'ok' was there before; an id of its own for every job is accepted.")]
    [InlineData("a,1,1,1,none,", "jobs.csv, line 3: memory_mib 'none' cannot be used; a whole number from 1 to 1099511627776 is accepted.")]
    public void BadRow_SaysWhereWhatAndWhatIsAccepted(string row, string message) =>
        Assert.Equal(message, Assert.Throws<TraceRowException>(() => TraceFile.ReadCsv("ok,0,1,1,1,", row)).Message);

    [Fact]
    public void BadRows_AreSkippedAndCounted_WhenAskedFor()
    {
        var trace = TraceFile.Read(
            "jobs.csv", new TraceOptions { SkipsBadRows = true }, "id,submit_s,duration_s,cpu,memory_mib,class", "a,1,1,1,1,", "b,1,-1,1,1,", "c,,1,1,1,", "a,2,1,1,1,");

        Assert.Equal(("a", 3), (Assert.Single(trace.Jobs).Id, trace.BadRows));
    }

    [Fact]
    public void WrongHeader_IsNeverSkipped() =>
        Assert.Throws<TraceRowException>(() => TraceFile.Read("jobs.csv", new TraceOptions { SkipsBadRows = true }, "id;submit", "a,1,1,1,1,"));

    [Theory]
    [InlineData("log.swf")]
    [InlineData("log.swf.gz")]
    public void StandardSwf_TakesMemoryPerProcessor_AndSkipsComments(string name)
    {
        var trace = TraceFile.Read(
            name, new TraceOptions(), "; Version: 2.2", "  1 100 5 60 4 -1 -1 4 3600 524288 1 1 1 1 7 1 -1 -1", "2 101 0 30 -1 -1 -1 2 60 -1 1 1 1 1 7 1 -1 -1");

        Assert.Equal(new TracePods(1, new Resources(4000, 2048)), Assert.Single(trace.Jobs[0].Shape.Parts));
        Assert.Equal(new TracePods(1, new Resources(2000, 2048)), Assert.Single(trace.Jobs[1].Shape.Parts));
        Assert.Equal((100_000L, 60_000L), (trace.Jobs[0].SubmitMs, trace.Jobs[0].DurationMs));
    }

    [Theory]
    [InlineData("1:ppn=4:brno", 4, "1x4000")]
    [InlineData("2:ppn=8", 16, "2x8000")]
    [InlineData("1:ppn=1+3:ppn=2", 7, "1x1000+3x2000")]
    [InlineData("host7.example.org", 1, "1x1000")]
    [InlineData("1:ppn=1.5", 1, "1x1000")]
    [InlineData("2:ppn=1", 3, "2x1500")]
    public void SwfVariant_MakesAPodPerNode(string nodes, int cpus, string expected)
    {
        var trace = TraceFile.Read("log.swf", Variant, $"1 100 0 60 {cpus} 1 1024 {cpus} 3600 1073741825 1 1 1 1 -1 1 1 1 {{1,2}} q_2h {nodes}");

        var shape = trace.Jobs[0].Shape;
        Assert.Equal(expected, string.Join('+', shape.Parts.Select(part => $"{part.Count}x{part.Size.CpuMillis}")));
        Assert.All(shape.Parts, part => Assert.Equal(1025, part.Size.MemoryMib));
    }

    [Fact]
    public void NegativeRunTime_IsABadRow() => Assert.Contains(
        "line 1: field 4 (run time) -5 is negative",
        Assert.Throws<TraceRowException>(() => TraceFile.Read("log.swf", new TraceOptions(), "1 0 0 -5 1 -1 -1 1 60 -1 1 1 1 1 7 1 -1 -1")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void OtherFile_IsRefusedWithWhatIsAccepted() =>
        Assert.Throws<NotSupportedException>(() => TraceFile.Read("jobs.txt", new TraceOptions(), "x"));
}
