using Burst.Simulation.Chaos.Judging;
using Burst.Simulation.Chaos.Users;
using Burst.Simulation.Chaos.Worlds;

namespace Burst.Simulation.Chaos.CrashPoints;

/// <summary>Does what the scenario says, one thing after the other, and asks again for what got no answer.</summary>
internal sealed class ScriptedUser
{
    private static readonly TimeSpan LooksAfter = TimeSpan.FromSeconds(10);

    private readonly Court court;
    private readonly UserRequests requests;
    private readonly WorkloadUser workloads;

    public ScriptedUser(ChaosWorld world, Court court)
    {
        this.court = court;
        requests = new UserRequests(world.Loop, world.Api, world.Random("scripted user"), court.Judge.WronglyAnswered);
        workloads = new WorkloadUser(world.Loop, requests, court.Book);
    }

    public async Task ApplyAsync()
    {
        var policies = CrashScenario.Policies.Select(UserManifests.Of).Append(UserManifests.Secret(1));
        await requests.AskAsync("POST", "/apis/burst.dev/v1/apply", string.Join(UserManifests.Separator, policies)).ConfigureAwait(false);
        await workloads.CreateAsync(CrashScenario.Workloads()).ConfigureAwait(false);
        await requests.After(LooksAfter).ConfigureAwait(false);
        await LookAsync().ConfigureAwait(false);
    }

    public async Task DeleteAsync()
    {
        foreach (var workload in court.Book.All)
            await workloads.DeleteAsync(workload).ConfigureAwait(false);
    }

    /// <summary>Once at everything that is read from the store.</summary>
    private async Task LookAsync()
    {
        foreach (var path in new[] { "/api/v1/events", "/apis/burst.dev/v1/cost", "/apis/burst.dev/v1/audit" })
            await requests.LookAsync(path).ConfigureAwait(false);
        if (court.Register.All is [var first, ..])
            await requests.LookAsync($"/apis/burst.dev/v1/namespaces/default/pods/{first.PodName}/explain").ConfigureAwait(false);
    }
}
