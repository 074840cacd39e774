using System.Text.Json;

namespace Burst.Simulation.Chaos.Users;

/// <summary>Asks how things are, and now and then deletes a pod that it sees.</summary>
internal sealed class LookingUser(UserRequests requests, WorkloadBook book, SeededRandom random)
{
    private const string Pods = "/api/v1/namespaces/default/pods";

    private static readonly string[] Paths =
    [
        "/apis/burst.dev/v1/status", "/apis/burst.dev/v1/cost", "/api/v1/namespaces/default/events", "/api/v1/nodes", Pods,
        "/apis/apps/v1/namespaces/default/deployments", "/apis/batch/v1/namespaces/default/jobs", "/apis/burst.dev/v1/pause",
    ];

    public async Task LookAsync()
    {
        if (random.Chance(600))
        {
            await requests.LookAsync(random.Pick(Paths)).ConfigureAwait(false);
            return;
        }

        if (await FindPodAsync().ConfigureAwait(false) is { } pod)
            await requests.LookAsync($"/apis/burst.dev/v1/namespaces/default/pods/{pod}/explain").ConfigureAwait(false);
    }

    public async Task DeletePodAsync()
    {
        if (await FindPodAsync().ConfigureAwait(false) is not { } pod)
            return;
        book.AddPodDelete(pod);
        await requests.AskAsync("DELETE", $"{Pods}/{pod}", mayBeMissing: true).ConfigureAwait(false);
    }

    private async Task<string?> FindPodAsync()
    {
        var answer = await requests.LookAsync(Pods).ConfigureAwait(false);
        if (answer is not { Status: 200 })
            return null;
        using var document = JsonDocument.Parse(answer.Body);
        var items = document.RootElement.GetProperty("items");
        return items.GetArrayLength() == 0
            ? null
            : items[random.Next(items.GetArrayLength())].GetProperty("metadata").GetProperty("name").GetString();
    }
}
