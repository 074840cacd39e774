namespace Burst.Core.Ids;

/// <summary>Every kind the store holds. Stored by name, so the order may change and names may not.</summary>
public enum ObjectKind
{
    Namespace,
    Node,
    ConfigMap,
    Secret,
    BurstPolicy,
    PodDisruptionBudget,
    PriorityClass,
    ResourceQuota,
    Deployment,
    Job,
    Pod,
}
