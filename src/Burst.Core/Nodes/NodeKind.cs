namespace Burst.Core.Nodes;

public enum NodeKind
{
    /// <summary>A machine of ours that runs pods; paid for whether it does or not.</summary>
    Vm,

    /// <summary>ACI in one region and subscription; paid for by the pod.</summary>
    Virtual,
}
