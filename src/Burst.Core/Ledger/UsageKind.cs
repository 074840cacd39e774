namespace Burst.Core.Ledger;

public enum UsageKind
{
    /// <summary>A pod on a VM node: what it requested of a machine that is paid for anyway.</summary>
    PodOnVm,

    /// <summary>A container group: billed by the second on its rounded-up size.</summary>
    ContainerGroup,

    /// <summary>A VM node's uptime: billed whether pods run or not.</summary>
    VmNode,

    /// <summary>A create of a container group that was refused: no time and no cost, but Azure counts it against its create rates.</summary>
    RefusedCreate,
}
