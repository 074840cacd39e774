using System.Collections.Immutable;
using Burst.Core.Nodes;

namespace Burst.Api.Kinds;

/// <summary>
/// The labels every node carries besides its own. Whoever registers a node puts them on record, so that node selectors see what
/// readers see; a label on record wins.
/// </summary>
public static class NodeLabels
{
    public const string Tier = "burst.dev/tier";
    public const string NodeKind = "burst.dev/node-kind";

    public static ImmutableSortedDictionary<string, string> Of(Node node)
    {
        var labels = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        labels["kubernetes.io/hostname"] = node.Metadata.Name;
        labels["kubernetes.io/os"] = node.Machine?.OperatingSystem ?? "linux";
        if (node.Machine is { } machine)
            labels[MachineLabels.Architecture] = machine.Architecture;
        labels["topology.kubernetes.io/region"] = node.Region;
        labels[NodeKind] = node.NodeKind == Core.Nodes.NodeKind.Vm ? "vm" : "virtual";
        if (node.Size.Length > 0)
            labels["node.kubernetes.io/instance-type"] = node.Size;

        // A virtual node offers several tiers and a label holds one value.
        if (node.Tiers is [var only])
            labels[Tier] = only.Value;
        if (node.NodeKind == Core.Nodes.NodeKind.Virtual)
        {
            labels[VirtualKubelet.TypeLabel] = VirtualKubelet.TypeValue;
            labels[VirtualKubelet.RoleLabel] = VirtualKubelet.RoleValue;
        }

        foreach (var (key, value) in node.Metadata.Labels)
            labels[key] = value;
        return labels.ToImmutable();
    }
}
