namespace Burst.Simulation.Chaos.Faults;

/// <summary>
/// One entry of a fault schedule: it comes at an instant and stays for a while. What it does to whom is drawn from its own number,
/// so taking another entry out of the schedule changes nothing about it.
/// </summary>
/// <param name="Id">1 for the first of the schedule.</param>
/// <param name="At">Since the beginning of the world.</param>
/// <param name="Lasts">Zero for what strikes once.</param>
/// <param name="PerMille">How many of a thousand calls it strikes while it lasts; for what strikes once, how many calls it lets pass first.</param>
internal sealed record Fault(int Id, FaultKind Kind, TimeSpan At, TimeSpan Lasts, int PerMille)
{
    public override string ToString() => Lasts == TimeSpan.Zero
        ? $"#{Id} {Kind} at {At:d\\.hh\\:mm\\:ss}"
        : $"#{Id} {Kind} at {At:d\\.hh\\:mm\\:ss} for {Lasts.TotalSeconds:0} s";
}
