using System.Collections.Immutable;
using Burst.Core.Ids;

namespace Burst.Core.Hosts;

/// <summary>
/// A host that runs commands in containers as a container engine does: with arguments, output and errors apart, an exit code, and a terminal
/// only where one is asked for. It can also join the process that a container already runs.
/// </summary>
public interface IPodProcesses
{
    /// <summary>
    /// Starts the command. Nothing of the pod's own life changes by it. It ends by itself or with its container; when the caller leaves, its input
    /// ends, and one that does not heed that goes on.
    /// </summary>
    /// <exception cref="PodHostUnavailableException">The node did not answer.</exception>
    Task<PodProcessOutcome> ExecAsync(
        PodUid pod, string container, ImmutableArray<string> command, ProcessStreams streams, CancellationToken cancellationToken);

    /// <summary>
    /// Joins what the container runs: its output from now on, and its input where it was made to take one. Leaving ends nothing. A terminal is
    /// the container's own, if it has one, whatever is asked.
    /// </summary>
    /// <exception cref="PodHostUnavailableException">The node did not answer.</exception>
    Task<PodProcessOutcome> AttachAsync(PodUid pod, string container, ProcessStreams streams, CancellationToken cancellationToken);
}
