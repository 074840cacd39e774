using Burst.Cli.Client;
using Burst.Cli.Commands;
using Burst.Cost.Reports;

namespace Burst.Cli.Demo;

/// <summary>Applies the two manifests, watches until the burst is over and ACI is empty, and ends it all again.</summary>
/// <param name="client">Of the control plane.</param>
/// <param name="view">Where it is shown.</param>
/// <param name="began">From when on the cost is counted.</param>
/// <param name="imageTag">Of the manifests' images, where they have to have one.</param>
/// <param name="time">The clock.</param>
internal sealed class DemoScenario(ApiClient client, IDemoView view, DateTimeOffset began, string? imageTag, TimeProvider time)
{
    private readonly string costPath = CostCommand.PathFor(began.ToString("O"), "workload");
    private bool spillExplained;

    private const int Nodes = 3;
    private const int SteadyPods = 3;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await view.ShowAsync(async refresh =>
        {
            await WatchUntilAsync(refresh, status => status.NodesReady == Nodes, cancellationToken).ConfigureAwait(false);
            await ApplyAsync("web.yaml", cancellationToken).ConfigureAwait(false);
            await WatchUntilAsync(refresh, status => status.PodsRunning >= SteadyPods, cancellationToken).ConfigureAwait(false);
            await ApplyAsync("burst.yaml", cancellationToken).ConfigureAwait(false);
            await WatchUntilAsync(refresh, status => status.IsJobFinished("burst") && status.LiveGroups == 0, cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
        view.Say("the burst is over and ACI is back at zero");
    }

    /// <summary>What the run has cost from its first moment until now.</summary>
    public Task<CostReport> ReadCostAsync(CancellationToken cancellationToken) => CostCommand.ReadAsync(client, costPath, cancellationToken);

    /// <summary>Deletes both workloads and waits until no pod is left on any host. May be called when some of it never began.</summary>
    public async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        await DeleteAsync("/apis/batch/v1/namespaces/default/jobs/burst", cancellationToken).ConfigureAwait(false);
        await DeleteAsync("/apis/apps/v1/namespaces/default/deployments/web", cancellationToken).ConfigureAwait(false);
        while ((await client.GetAsync("/api/v1/pods?limit=1", cancellationToken).ConfigureAwait(false))["items"]!.AsArray().Count > 0)
            await Task.Delay(Poll, time, cancellationToken).ConfigureAwait(false);
    }

    private async Task ExplainFirstSpillAsync(DemoStatus status, CancellationToken cancellationToken)
    {
        if (spillExplained || status.LiveGroups == 0)
            return;
        spillExplained = true;
        var path = $"/api/v1/namespaces/default/events?limit=1&fieldSelector={Uri.EscapeDataString("reason=Spilled")}";
        var events = await client.GetAsync(path, cancellationToken).ConfigureAwait(false);
        if (events["items"]!.AsArray().FirstOrDefault() is { } spilled)
            view.Say($"spilled {status.LiveGroups} pods; why, for one of them: {spilled["message"]}");
    }

    private async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await client.SendAsync(HttpMethod.Delete, path, null, "application/json", cancellationToken).ConfigureAwait(false);
        }
        catch (CommandException exception) when (exception.ExitCode == ExitCodes.NotFound)
        {
            // Interrupted before it was applied.
        }
    }

    private async Task ApplyAsync(string name, CancellationToken cancellationToken)
    {
        var result = await ApplyCommand.ApplyAsync(client, Example.Read(name, imageTag), name, "default", dryRun: false, cancellationToken).ConfigureAwait(false);
        foreach (var item in result["items"]!.AsArray())
            view.Say($"applied examples/{name}: {item!["kind"]}/{item["name"]} {item["action"]}");
    }

    private async Task WatchUntilAsync(Action<DemoStatus> refresh, Func<DemoStatus, bool> isDone, CancellationToken cancellationToken)
    {
        while (true)
        {
            var answer = await client.GetAsync("/apis/burst.dev/v1/status", cancellationToken).ConfigureAwait(false);
            var status = new DemoStatus(answer, await ReadCostAsync(cancellationToken).ConfigureAwait(false));
            refresh(status);
            await ExplainFirstSpillAsync(status, cancellationToken).ConfigureAwait(false);
            if (isDone(status))
                return;
            await Task.Delay(Poll, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
