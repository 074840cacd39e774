namespace Burst.Simulation.Checker.Prices;

/// <summary>What container groups cost, in pico-dollars an hour.</summary>
internal readonly record struct GroupRate(long PicoPerVcpuHour, long PicoPerGbHour);
