using System.Collections.Immutable;
using Burst.Core.Pods;

namespace Burst.Control.Observing;

/// <summary>
/// Counts the restarts that were the platform's doing. A host tells how often a container was restarted, and of the last time only why;
/// so they are counted as they are seen.
/// </summary>
internal static class Interruptions
{
    public static ImmutableArray<ContainerStatus> Carry(ImmutableArray<ContainerStatus> before, ImmutableArray<ContainerStatus> seen) =>
        [.. seen.Select(status => Carry(before.FirstOrDefault(other => other.Name == status.Name), status))];

    /// <summary>
    /// Of several restarts between two looks, of which the last was the platform's, all are taken for its doing: two evictions in a row
    /// must not end a job, while a failure that is not counted only means one more try. A count that fell is of another group.
    /// </summary>
    private static ContainerStatus Carry(ContainerStatus? before, ContainerStatus seen)
    {
        var (restarts, interruptions) = before is null || before.RestartCount > seen.RestartCount ? (0, 0) : (before.RestartCount, before.InterruptionCount);
        return seen with { InterruptionCount = seen.WasInterrupted ? interruptions + seen.RestartCount - restarts : interruptions };
    }
}
