namespace Burst.Simulation.Chaos.Users;

/// <summary>Takes machines out for a while, pulls the emergency brake for a while, and always gives back what was taken.</summary>
internal sealed class OperatorUser(UserRequests requests, WorkloadBook book, SeededRandom random)
{
    private static readonly TimeSpan CordonMin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CordonMax = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan PauseMin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseMax = TimeSpan.FromMinutes(2);

    // Its continuations run on the world's thread, in the order in which they began to wait.
    private readonly TaskCompletionSource stopped = new();

    /// <summary>What was taken is given back now.</summary>
    public void Stop() => stopped.TrySetResult();

    public Task CordonAsync(string node) => CordonAsync(node, () => WaitAsync(random.Between(CordonMin, CordonMax)));

    /// <summary>Whether or not the others have gone home.</summary>
    public Task CordonAsync(string node, TimeSpan lasts) => CordonAsync(node, () => requests.After(lasts));

    private async Task CordonAsync(string node, Func<Task> wait)
    {
        if (!book.Cordoned.Add(node))
            return;
        await requests.AskAsync("PATCH", $"/api/v1/nodes/{node}", Cordon(true)).ConfigureAwait(false);
        await wait().ConfigureAwait(false);
        await requests.AskAsync("PATCH", $"/api/v1/nodes/{node}", Cordon(false)).ConfigureAwait(false);
        book.Cordoned.Remove(node);
    }

    public async Task PauseAsync()
    {
        if (book.IsPaused)
            return;
        book.IsPaused = true;
        await requests.AskAsync("PUT", "/apis/burst.dev/v1/pause", "{\"paused\":true,\"reason\":\"to look around\"}").ConfigureAwait(false);
        book.PausedSince = requests.Now;
        await WaitAsync(random.Between(PauseMin, PauseMax)).ConfigureAwait(false);
        book.PausedSince = null;
        await requests.AskAsync("PUT", "/apis/burst.dev/v1/pause", "{\"paused\":false}").ConfigureAwait(false);
        book.IsPaused = false;
    }

    private Task WaitAsync(TimeSpan delay) => Task.WhenAny(requests.After(delay), stopped.Task);

    private static string Cordon(bool isCordoned) => $"{{\"spec\":{{\"unschedulable\":{(isCordoned ? "true" : "false")}}}}}";
}
