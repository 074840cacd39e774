using Burst.Api.Tables;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Workloads;

namespace Burst.Api.Kinds;

internal static class JobResource
{
    public static readonly Resource Definition = new()
    {
        ObjectKind = ObjectKind.Job,
        Plural = "jobs",
        Group = "batch",
        IsInAll = true,
        Columns =
        [
            TableColumn.ObjectName, new("Status"), new("Completions"), new("Duration"), TableColumn.Age,
            new("Containers", IsWide: true), new("Images", IsWide: true),
        ],
        Fields = ["status.successful"],
        All = state => state.Jobs,
        View = (state, item) => Observe(state, (Job)item),
    };

    public static JobView Observe(ClusterState state, Job job)
    {
        var (active, ready) = (0, 0);
        foreach (var pod in state.PodsOf(job.Key).Where(pod => pod.OwnerUid == job.Metadata.Uid && pod.IsActive))
        {
            active++;
            if (PodReadiness.IsReady(pod))
                ready++;
        }

        return new JobView(job, active, ready);
    }
}
