namespace Burst.Simulation.Checker.Tests.Schedules;

/// <summary>The VM sizes that the schedules of the tests use, in East US.</summary>
internal static class Sizes
{
    public static long CpuMillis(string size) => size == "D2s_v5" ? 2000 : 4000;

    public static long MemoryMib(string size) => size == "D2s_v5" ? 8192 : 16384;

    public static long PicoPerHour(string size, string tier) => (size, tier) switch
    {
        (_, "vm-reserved-1y") => 56_600_000_000,
        (_, "vm-reserved-3y") => 36_400_000_000,
        ("D2s_v5", _) => 96_000_000_000,
        _ => 192_000_000_000,
    };
}
