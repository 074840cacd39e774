namespace Burst.Hosts.Local.Programs;

/// <summary>Keeps one core busy.</summary>
internal static class CpuProgram
{
    public static int Run(TimeSpan duration, TextWriter output, TimeProvider timeProvider)
    {
        const int roundsBetweenLooks = 100_000;
        output.WriteLine($"computing for {duration.TotalSeconds:0.###} s");
        var started = timeProvider.GetTimestamp();
        var hash = 0x9E37_79B9_7F4A_7C15UL;
        long rounds = 0;
        while (timeProvider.GetElapsedTime(started) < duration)
        {
            for (var i = 0; i < roundsBetweenLooks; i++)
            {
                hash ^= hash << 13;
                hash ^= hash >> 7;
                hash ^= hash << 17;
            }

            rounds += roundsBetweenLooks;
        }

        output.WriteLine($"done: {rounds} rounds, {hash:x16}");
        return 0;
    }
}
