namespace Burst.Simulation.Chaos.Faults;

/// <summary>How often each kind struck, and how often while something was under way that it could spoil.</summary>
internal sealed class FaultCounts
{
    private static readonly int Kinds = Enum.GetValues<FaultKind>().Length;

    private readonly long[] struck = new long[Kinds];
    private readonly long[] inFlight = new long[Kinds];

    public long Struck(FaultKind kind) => struck[(int)kind];

    public long StruckInFlight(FaultKind kind) => inFlight[(int)kind];

    public void Count(FaultKind kind, bool isIntentInFlight)
    {
        struck[(int)kind]++;
        if (isIntentInFlight)
            inFlight[(int)kind]++;
    }

    public void Add(FaultCounts other)
    {
        for (var i = 0; i < Kinds; i++)
            (struck[i], inFlight[i]) = (struck[i] + other.struck[i], inFlight[i] + other.inFlight[i]);
    }
}
