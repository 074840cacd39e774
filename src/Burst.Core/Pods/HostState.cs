namespace Burst.Core.Pods;

/// <summary>
/// How far the control plane and the pod host have come with one pod. Each value is durable before the call it allows, so a
/// controller that dies between any two of them resumes from what the store says.
/// </summary>
public enum HostState
{
    /// <summary>Not placed; nothing exists on any host.</summary>
    None,

    /// <summary>Placed; a create may be sent, and may have been sent: the pod may exist and be billed.</summary>
    CreateIntended,

    /// <summary>The host has accepted the pod.</summary>
    Created,

    /// <summary>The pod is to end; deletes are sent until the host says it is gone.</summary>
    DeleteIntended,

    /// <summary>The host has confirmed that nothing is left.</summary>
    Gone,
}
