using Burst.Core.Ids;

namespace Burst.Core.Hosts;

/// <summary>
/// The port through which the control plane drives the pods of one node. Its sentences are the protocol; the contract suite in
/// tests/Burst.Testing runs them against every host.
/// <list type="bullet">
/// <item>A host acts only on pods of its own owner (cluster) and node. It never touches anything else.</item>
/// <item>Identity is the pod's UID. Names are for people.</item>
/// <item>Every method may be called again after any failure, in any process, and converges.</item>
/// <item>A host that cannot be reached throws <see cref="PodHostUnavailableException"/>; nothing is then known.</item>
/// </list>
/// </summary>
public interface IPodHost
{
    /// <summary>The node this host drives.</summary>
    NodeName Node { get; }

    /// <summary>
    /// Makes the pod exist. Idempotent by UID: a second call for a pod that exists (running or ended) changes nothing and answers
    /// Accepted. A pod spec the host cannot run in full is Rejected before anything is created.
    /// A launch that only looks makes nothing: Accepted for a pod that exists, Missing for one that does not.
    /// On a node with several tiers, what exists at another than the launch asks for is Astray, and stays as it is.
    /// An outcome of Unknown means that the pod may exist and be billed.
    /// </summary>
    Task<CreateOutcome> CreateAsync(PodLaunch launch, CancellationToken cancellationToken);

    /// <summary>
    /// Moves the pod toward being gone: asks it to stop, ends it after <paramref name="gracePeriod"/>, removes what it left.
    /// Idempotent; called until it answers Gone, which means that nothing of the pod is left or billed, confirmed. A pod the
    /// host never knew is Gone.
    /// </summary>
    Task<DeleteOutcome> DeleteAsync(PodUid pod, TimeSpan gracePeriod, CancellationToken cancellationToken);

    /// <summary>
    /// Everything of this owner that exists on the node, ended pods included. The full inventory, or an exception: never a
    /// part that looks like the whole.
    /// </summary>
    /// <exception cref="PodHostUnavailableException">The inventory could not be read in full.</exception>
    Task<IReadOnlyList<PodObservation>> ListAsync(CancellationToken cancellationToken);

    /// <summary>A real exchange with the node: what the Ready condition and the heartbeat rest on.</summary>
    /// <exception cref="PodHostUnavailableException">The node did not answer.</exception>
    Task<HostHeartbeat> CheckAsync(CancellationToken cancellationToken);

    /// <summary>Whether the host could run this pod at all, so that the planner never places what would be Rejected.</summary>
    /// <returns>Null, or what stands in the way with the path of the field.</returns>
    string? FindUnsupported(Pods.PodSpec spec);
}
