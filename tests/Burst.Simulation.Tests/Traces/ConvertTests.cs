using Burst.Simulation.Converting;

namespace Burst.Simulation.Tests.Traces;

public class ConvertTests
{
    [Fact]
    public void RequestRate_BecomesReplicas_YoungestGoesFirst()
    {
        var output = new StringWriter();
        var options = new RequestRateOptions { CpuMillisPerRequest = 500, WindowSeconds = 2 };

        RequestRateTrace.Convert(new StringReader("1 1 4 4 3 1 0 0"), "rates", options, output, CancellationToken.None);

        Assert.Equal(
            ["id,submit_s,duration_s,cpu,memory_mib,class", "r1,0,6,1,2048,service", "r2,2,2,1,2048,service", ""],
            output.ToString().Split('\n'));
    }

    [Fact]
    public void AzureFunctions_ArriveWithinTheirMinute_TheSameForTheSameSeed()
    {
        var folder = Directory.CreateTempSubdirectory("burst-convert");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "invocations.csv"), "HashOwner,HashApp,HashFunction,Trigger,480,481\no,a,f,http,2,1\n");
            File.WriteAllText(Path.Combine(folder.FullName, "durations.csv"), "HashOwner,HashApp,HashFunction,Average\no,a,f,250\n");
            File.WriteAllText(Path.Combine(folder.FullName, "memory.csv"), "HashFunction,HashOwner,HashApp,AverageAllocatedMb\nf,o,a,99.5\n");
            var (first, second) = (Convert(folder.FullName, 7), Convert(folder.FullName, 7));

            Assert.Equal(first, second);
            Assert.NotEqual(first, Convert(folder.FullName, 8));
            var jobs = TraceFile.Read("jobs.csv", new Simulation.Traces.TraceOptions(), first.TrimEnd('\n').Split('\n')).Jobs;
            Assert.Equal([0L, 0L, 1L], jobs.Select(job => job.SubmitMs / 60_000));
            Assert.All(jobs, job => Assert.Equal((250L, 100L), (job.DurationMs, job.Shape.Parts[0].Size.MemoryMib)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Convert(string folder, ulong seed)
    {
        var output = new StringWriter();
        AzureFunctionsTrace.Convert(folder, 1000, seed, output, CancellationToken.None);
        return output.ToString();
    }
}
