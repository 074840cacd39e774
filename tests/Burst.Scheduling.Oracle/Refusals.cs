namespace Burst.Scheduling.Oracle;

/// <summary>What can refuse a pod a node, or a pod altogether.</summary>
[Flags]
public enum Refusals
{
    None = 0,
    Cpu = 1 << 0,
    Memory = 1 << 1,
    EphemeralStorage = 1 << 2,

    /// <summary>Any resource but the three above and pods: devices, huge pages.</summary>
    Extended = 1 << 3,
    Pods = 1 << 4,
    HostPorts = 1 << 5,
    NodeName = 1 << 6,
    NodeSelector = 1 << 7,
    NodeAffinity = 1 << 8,
    Taint = 1 << 9,

    /// <summary>The node is cordoned: spec.unschedulable.</summary>
    Unschedulable = 1 << 10,
    PodAffinity = 1 << 11,

    /// <summary>The incoming pod's own anti-affinity.</summary>
    PodAntiAffinity = 1 << 12,

    /// <summary>The anti-affinity of a pod that is there already.</summary>
    ExistingPodAntiAffinity = 1 << 13,
    TopologySpread = 1 << 14,

    /// <summary>Of the pod as a whole: no node is looked at until its gates are gone.</summary>
    SchedulingGates = 1 << 15,

    /// <summary>A constraint with one of Marathon's operators.</summary>
    Marathon = 1 << 16,
}
