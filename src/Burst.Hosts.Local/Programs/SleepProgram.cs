namespace Burst.Hosts.Local.Programs;

internal static class SleepProgram
{
    public static int Run(TimeSpan duration, TextWriter output, TimeProvider timeProvider)
    {
        output.WriteLine($"sleeping for {duration.TotalSeconds:0.###} s");
        Task.Delay(duration, timeProvider, CancellationToken.None).GetAwaiter().GetResult();
        output.WriteLine("done");
        return 0;
    }
}
