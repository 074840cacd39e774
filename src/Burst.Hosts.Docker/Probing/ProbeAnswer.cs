namespace Burst.Hosts.Docker.Probing;

/// <summary>What one question was answered, with what was wrong; the message is empty for a good one.</summary>
internal readonly record struct ProbeAnswer(ProbeOutcome Outcome, string Message)
{
    public static readonly ProbeAnswer Good = new(ProbeOutcome.Good, "");

    public static ProbeAnswer Bad(string message) => new(ProbeOutcome.Bad, message);

    public static ProbeAnswer Unknown(string message) => new(ProbeOutcome.Unknown, message);
}
