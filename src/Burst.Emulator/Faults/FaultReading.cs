namespace Burst.Emulator.Faults;

/// <summary>A fault and its counters at one instant.</summary>
internal sealed record FaultReading(FaultRule Rule, int Matched, int Fired, int? Remaining)
{
    public static FaultReading Of(Fault fault) => new(fault.Rule, fault.Matched, fault.Fired, fault.Remaining);
}
