using Burst.Api.Tables;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Api.Kinds;

internal static class PodResource
{
    public static readonly Resource Definition = new()
    {
        ObjectKind = ObjectKind.Pod,
        Plural = "pods",
        ShortNames = ["po"],
        IsInAll = true,
        Columns =
        [
            TableColumn.ObjectName, new("Ready"), new("Status"), new("Restarts", "integer"), TableColumn.Age,
            new("Node", IsWide: true), new("Tier", IsWide: true), new("IP", IsWide: true), new("DNS Name", IsWide: true),
        ],
        Fields = ["status.phase", "status.podIP", "status.nominatedNodeName", "spec.nodeName", "spec.restartPolicy"],
        All = state => state.Pods,
        View = (_, item) => new PodView((Pod)item),
    };
}
