using Burst.Api.Tables;
using Burst.Core.Ids;
using Burst.Core.Nodes;

namespace Burst.Api.Kinds;

internal static class NodeResource
{
    public static readonly Resource Definition = new()
    {
        ObjectKind = ObjectKind.Node,
        Plural = "nodes",
        ShortNames = ["no"],
        IsNamespaced = false,
        IsCreatable = false,
        Columns =
        [
            TableColumn.ObjectName, new("Status"), new("Roles"), TableColumn.Age, new("Version"),
            new("Tiers", IsWide: true), new("Size", IsWide: true), new("Region", IsWide: true),
            new("CPU", IsWide: true), new("Memory", IsWide: true), new("Pods", IsWide: true),
        ],
        Fields = ["spec.unschedulable"],
        All = state => state.Nodes,
        View = (state, item) =>
        {
            var node = (Node)item;
            var load = state.LoadOf(node.Name);
            var (capacity, podsMax) = NodeCapacity.Of(state, node);
            return new NodeView(node, load.Requested, load.Pods.Count, capacity, podsMax) { ScalarRequests = load.ScalarRequests };
        },
    };
}
