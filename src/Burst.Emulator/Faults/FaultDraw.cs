namespace Burst.Emulator.Faults;

/// <summary>What strikes one request.</summary>
internal sealed record FaultDraw(IReadOnlyList<FaultRule> Delays, FaultRule? Struck)
{
    public TimeSpan Delay(bool afterEffect) =>
        Delays.Where(rule => rule.AfterEffect == afterEffect).Aggregate(TimeSpan.Zero, (sum, rule) => sum + rule.Delay);
}
