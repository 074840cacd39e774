using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Arm;

/// <summary>The request limits: ARM's token buckets by kind of request, and ACI's own on creates and deletes.</summary>
internal sealed class ArmRates(EventLoop loop, SimulatedArmOptions options)
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly TokenBucket reads = new(loop, options.ReadBurst, options.ReadsPerSecond);
    private readonly TokenBucket writes = new(loop, options.WriteBurst, options.WritesPerSecond);
    private readonly TokenBucket deletes = new(loop, options.WriteBurst, options.WritesPerSecond);
    private readonly RateWindow[] putWindows = [new(loop, options.WritesPerFiveMinutes, FiveMinutes), new(loop, options.WritesPerHour, Hour)];
    private readonly RateWindow[] deleteWindows = [new(loop, options.WritesPerFiveMinutes, FiveMinutes), new(loop, options.WritesPerHour, Hour)];

    /// <summary>Creates asked for within five minutes and within an hour, the refused ones included: all of them count.</summary>
    public (int Lately, int InAnHour) Creates => (putWindows[0].Count, putWindows[1].Count);

    /// <summary>Counts the request, or gives the answer that refuses it.</summary>
    public ArmAnswer? FindRefusal(string method) => method switch
    {
        "GET" => FindRefusal(reads, [], "read"),
        "DELETE" => FindRefusal(deletes, deleteWindows, "delete"),
        "PUT" => FindRefusal(writes, putWindows, "write"),
        _ => FindRefusal(writes, [], "write"),
    };

    private static ArmAnswer? FindRefusal(TokenBucket bucket, RateWindow[] windows, string action)
    {
        if (!bucket.TryTake())
            return ArmErrors.Throttled(action, bucket.PerSecond, TimeSpan.FromSeconds(1), 1);
        foreach (var window in windows)
        {
            if (window.FindWait() is { } seconds)
                return ArmErrors.Throttled(action, window.Limit, window.Length, seconds);
        }

        foreach (var window in windows)
            window.Take();
        return null;
    }
}
