namespace Burst.Emulator.Runtime;

/// <summary>What became of a request to start a group.</summary>
public abstract record StartOutcome
{
    private StartOutcome()
    {
    }

    /// <summary>The group runs, or has run, under the given id.</summary>
    public sealed record Started : StartOutcome;

    /// <summary>The runtime can never run this group (unknown program, unsupported volume); <paramref name="Reason"/> is shown to the client.</summary>
    public sealed record Rejected(string Reason) : StartOutcome;
}
