namespace Burst.Hosts.Aci.Sweeping;

/// <summary>What came of ending one group.</summary>
public abstract record SweepOutcome
{
    private SweepOutcome()
    {
    }

    /// <summary>Two reads with a wait between found nothing.</summary>
    public sealed record Gone : SweepOutcome;

    /// <summary>A second look found a reason to keep it, such as an expiry that was renewed meanwhile. Nothing was sent.</summary>
    public sealed record Kept(string Reason) : SweepOutcome;

    /// <summary>It may still run, and be billed.</summary>
    public sealed record Left(string Reason) : SweepOutcome;
}
