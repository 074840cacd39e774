using Burst.Emulator.Groups;

namespace Burst.Emulator.Faults;

/// <summary>How long each request of ARM takes beyond its own work.</summary>
internal sealed class AnswerLatency(Latency latency, int? seed)
{
    private long _requests;

    public TimeSpan Next() => latency.Max == TimeSpan.Zero ? TimeSpan.Zero : latency.At(SeededChance.Of($"{seed}|answer|{Interlocked.Increment(ref _requests)}"));
}
