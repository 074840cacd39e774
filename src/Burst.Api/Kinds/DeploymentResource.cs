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
        var (pods, updated, ready) = (0, 0, 0);
        DateTimeOffset? lastReady = null;
        foreach (var pod in state.PodsOf(deployment.Key).Where(pod => pod.OwnerUid == deployment.Metadata.Uid && pod.IsActive))
        {
            pods++;
            if (pod.TemplateHash == hash)
                updated++;
            if (!PodReadiness.IsReady(pod))
                continue;
            ready++;
            var readyAt = pod.Spec.Containers.Max(container => PodReadiness.FindReadyAt(pod, container)) ?? pod.StartedAt;
            lastReady = readyAt > lastReady || lastReady is null ? readyAt : lastReady;
        }

        return new DeploymentView(deployment, pods, updated, ready, lastReady);
    }
}
