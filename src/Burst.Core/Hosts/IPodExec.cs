using System.Collections.Immutable;
using Burst.Core.Ids;

namespace Burst.Core.Hosts;

/// <summary>A host that can run a command inside a container that runs.</summary>
public interface IPodExec
{
    /// <summary>
    /// Starts the command with a terminal. It ends with the terminal, with its container, or by itself. Nothing of the pod's own life
    /// changes by it.
    /// </summary>
    /// <exception cref="PodHostUnavailableException">The node did not answer.</exception>
    Task<PodExecOutcome> ExecAsync(PodUid pod, string container, ImmutableArray<string> command, TerminalSize size, CancellationToken cancellationToken);
}
