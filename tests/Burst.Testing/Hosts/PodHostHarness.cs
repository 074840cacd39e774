using Burst.Core.Hosts;
using Burst.Core.Pods;

namespace Burst.Testing.Hosts;

/// <summary>What the contract suite needs of a kind of host: instances of it, and pods that it can run.</summary>
public abstract class PodHostHarness : IAsyncDisposable
{
    /// <summary>
    /// A host on the one node of this harness. A second one for the same owner stands for the same node after a restart of
    /// the control plane.
    /// </summary>
    public abstract IPodHost CreateHost(string ownerId);

    /// <summary>One container named main that runs until it is stopped, and then ends at once.</summary>
    public abstract PodSpec RunsUntilStopped();

    /// <summary>One container named main that ends with this code after a moment and is not restarted.</summary>
    public abstract PodSpec ExitsWith(int exitCode);

    /// <summary>One container named main that writes these lines to standard output and ends well.</summary>
    public abstract PodSpec Prints(IReadOnlyList<string> lines);

    /// <summary>What the host refuses, and a part of the reason that names the field.</summary>
    public abstract (PodSpec Spec, string FieldPath) Unsupported();

    public abstract ValueTask DisposeAsync();
}
