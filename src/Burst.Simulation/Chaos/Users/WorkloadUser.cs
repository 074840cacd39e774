using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Users;

/// <summary>Changes workloads, and writes down what was asked and when it was acknowledged. One change of a workload at a time.</summary>
internal sealed class WorkloadUser(EventLoop loop, UserRequests requests, WorkloadBook book)
{
    private const string Apply = "/apis/burst.dev/v1/apply";
    private const string Deployments = "/apis/apps/v1/namespaces/default/deployments/";
    private const string Jobs = "/apis/batch/v1/namespaces/default/jobs/";

    /// <summary>In one file: all of them or none.</summary>
    public async Task CreateAsync(IReadOnlyList<(Workload Workload, WorkloadIntent Intent)> created)
    {
        foreach (var (workload, intent) in created)
        {
            book.Add(workload);
            workload.Send(intent, loop.Now);
        }

        var body = string.Join(UserManifests.Separator, created.Select(item => UserManifests.Of(item.Workload, item.Intent)));
        var isDone = await requests.AskAsync("POST", Apply, body).ConfigureAwait(false);
        foreach (var (workload, _) in created)
            Conclude(workload, isDone);
    }

    public Task ScaleAsync(Workload workload, int replicas) => ChangeAsync(
        workload,
        workload.Acknowledged!.Value with { Replicas = replicas },
        _ => requests.AskAsync("PATCH", Deployments + workload.Name + "/scale", $"{{\"spec\":{{\"replicas\":{replicas}}}}}"));

    /// <summary>The whole manifest again, with a new template.</summary>
    public Task UpdateAsync(Workload workload) => ChangeAsync(
        workload,
        workload.Acknowledged!.Value with { Version = workload.Acknowledged.Value.Version + 1 },
        intent => requests.AskAsync("POST", Apply, UserManifests.Of(workload, intent)));

    public Task DeleteAsync(Workload workload) => ChangeAsync(
        workload,
        workload.Acknowledged!.Value with { IsDeleted = true },
        _ => requests.AskAsync("DELETE", (workload.Kind == WorkloadKind.Service ? Deployments : Jobs) + workload.Name));

    private async Task ChangeAsync(Workload workload, WorkloadIntent intent, Func<WorkloadIntent, Task<bool>> ask)
    {
        workload.Send(intent, loop.Now);
        Conclude(workload, await ask(intent).ConfigureAwait(false));
    }

    private void Conclude(Workload workload, bool isDone)
    {
        if (isDone)
            workload.Acknowledge(loop.Now);
        else
            workload.Refuse(loop.Now);
    }
}
