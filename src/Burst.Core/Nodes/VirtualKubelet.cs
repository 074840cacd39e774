namespace Burst.Core.Nodes;

/// <summary>What virtual nodes carry in clusters that know the Virtual Kubelet, so that manifests made for it find them here.</summary>
public static class VirtualKubelet
{
    public const string TypeLabel = "type";
    public const string TypeValue = "virtual-kubelet";
    public const string RoleLabel = "kubernetes.io/role";
    public const string RoleValue = "agent";

    /// <summary>The key of the taint that keeps pods off; its effect is NoSchedule.</summary>
    public const string TaintKey = "virtual-kubelet.io/provider";
    public const string TaintValue = "azure";
    public const string TaintEffect = "NoSchedule";
}
