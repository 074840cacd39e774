namespace Burst.Emulator.Wire;

internal sealed record UsageBody(string Unit, decimal CurrentValue, decimal Limit, UsageName Name);

internal sealed record UsageName(string Value, string LocalizedValue);
