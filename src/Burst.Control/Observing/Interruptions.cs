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

    /// <summary>Of several restarts between two looks one is known to be the platform's. A count that fell is of another group.</summary>
    private static ContainerStatus Carry(ContainerStatus? before, ContainerStatus seen)
    {
        if (before is null || before.RestartCount > seen.RestartCount)
            return seen with { InterruptionCount = seen.WasInterrupted && seen.RestartCount > 0 ? 1 : 0 };
        var isNew = seen.WasInterrupted && seen.RestartCount > before.RestartCount;
        return seen with { InterruptionCount = before.InterruptionCount + (isNew ? 1 : 0) };
    }
}
