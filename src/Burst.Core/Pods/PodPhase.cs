namespace Burst.Core.Pods;

/// <summary>Kubernetes' pod phases.</summary>
public enum PodPhase
{
    Pending,
    Running,
    Succeeded,
    Failed,
    Unknown,
}
