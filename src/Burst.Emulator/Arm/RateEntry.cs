namespace Burst.Emulator.Arm;

/// <summary>A request that was counted.</summary>
internal readonly record struct RateEntry(DateTimeOffset At, RateScope Scope);
