namespace Burst.Hosts.Docker.Probing;

internal enum ProbeOutcome
{
    Good,

    Bad,

    /// <summary>The engine could not be asked: it says nothing of the container.</summary>
    Unknown,
}
