using Burst.Api.Tables;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Workloads;

namespace Burst.Api.Kinds;

internal static class DeploymentResource
{
    public static readonly Resource Definition = new()
    {
        ObjectKind = ObjectKind.Deployment,
        Plural = "deployments",
        ShortNames = ["deploy"],
        Group = "apps",
        IsInAll = true,
        IsScalable = true,
        Columns =
        [
            TableColumn.ObjectName, new("Ready"), new("Up-to-date", "integer"), new("Available", "integer"), TableColumn.Age,
            new("Containers", IsWide: true), new("Images", IsWide: true), new("Selector", IsWide: true),
        ],
        All = state => state.Deployments,
        View = (state, item) => Observe(state, (Deployment)item),
    };

    public static DeploymentView Observe(ClusterState state, Deployment deployment)
    {
        var hash = deployment.Template.ComputeHash();
        List<Pod> pods = [.. state.PodsOf(deployment.Key).Where(pod => pod.OwnerUid == deployment.Metadata.Uid && pod.IsActive)];
        return new DeploymentView(
            deployment, pods.Count, pods.Count(pod => pod.TemplateHash == hash), [.. pods.Where(PodReadiness.IsReady)]);
    }
}
