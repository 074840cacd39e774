using Burst.Core.Hosts;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Stats;

/// <summary>What a container uses, from the engine's two samples. Pure.</summary>
internal static class StatsMapping
{
    private const long NanosPerMicro = 1000;

    /// <summary>Cached files that nobody has touched lately, which is what is given back first; by control groups of version 1 and 2.</summary>
    private static readonly string[] Inactive = ["total_inactive_file", "inactive_file"];

    /// <returns>Null when the two samples tell nothing, as of a container that has ended.</returns>
    public static (ContainerUse Use, DateTimeOffset At, TimeSpan Window)? Read(string name, StatsDto stats)
    {
        var window = stats.Read - stats.Preread;
        if (stats is not { CpuStats.CpuUsage: { } now, PreCpuStats.CpuUsage: { } before, MemoryStats: { Usage: > 0 } memory } || stats.Preread.Year <= 1 || window <= TimeSpan.Zero)
            return null;
        var nanos = Math.Max(0, now.TotalUsage - before.TotalUsage);
        var inactive = Inactive.Select(key => memory.Stats?.GetValueOrDefault(key) ?? 0).FirstOrDefault(bytes => bytes > 0);
        var micros = (long)(nanos / NanosPerMicro / window.TotalSeconds);
        return (new ContainerUse(name, micros, Math.Max(0, memory.Usage - inactive)), stats.Read, window);
    }
}
