using System.CommandLine;
using Burst.Cli.Client;
using Burst.Manifests.Durations;

namespace Burst.Cli.Commands;

internal sealed class DrainCommand : ServerCommand
{
    private readonly Argument<string> node = new("NODE") { Description = "Name of a node" };
    private readonly Option<int?> grace = NumberOption.Create("--grace-period", "Seconds each pod has to end, instead of its own", 0, 86_400);
    private readonly Option<string?> timeout = new("--timeout") { Description = "Give up after that long, such as 5m; the node stays cordoned (default: never)" };
    private readonly Option<bool> force = new("--force") { Description = "Evict pods that no Deployment or Job replaces, too: they are gone then" };
    private readonly Option<bool> deletesData = new("--delete-emptydir-data") { Description = "Evict pods that have an emptyDir, too: what is in it is lost" };
    private readonly Option<bool> ignoresDaemonSets = new("--ignore-daemonsets") { Description = "Taken as kubectl drain takes it; there are no DaemonSets here" };

    public DrainCommand()
        : base(
            "drain", "Cordon a node and evict its pods, as disruption budgets allow, until none is left on it",
            "burst drain vm-1", "burst drain vm-1 --grace-period 10 --timeout 5m", "burst drain vm-1 --force --delete-emptydir-data")
    {
        Arguments.Add(node);
        foreach (var option in new Option[] { grace, timeout, force, deletesData, ignoresDaemonSets })
            Options.Add(option);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var name = parsed.GetRequiredValue(node);
        await client.SendAsync(
            HttpMethod.Patch, $"/api/v1/nodes/{Uri.EscapeDataString(name)}", """{"spec":{"unschedulable":true}}""", "application/merge-patch+json", cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync($"node/{name} cordoned").ConfigureAwait(false);
        var run = new DrainRun(client, name, parsed.GetValue(grace), parsed.GetValue(force), parsed.GetValue(deletesData), output, TimeProvider.System);
        using var limit = ReadTimeout(parsed.GetValue(timeout)) is { } most ? new CancellationTokenSource(most, TimeProvider.System) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await run.RunAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new CommandException(ExitCodes.Failed, $"node {name} was not drained in time: {run.Left} The node stays cordoned; `burst uncordon {name}` takes that back.", exception);
        }
        catch (OperationCanceledException)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(
                $"burst: stopped: {run.Left} What was asked to leave leaves. The node stays cordoned; `burst uncordon {name}` takes that back.").ConfigureAwait(false);
            throw;
        }

        await output.WriteLineAsync($"node/{name} drained").ConfigureAwait(false);
        return ExitCodes.Ok;
    }

    private static TimeSpan? ReadTimeout(string? text)
    {
        if (text is null or "0" or "0s")
            return null;
        return GoDuration.TryParse(text, out var duration)
            ? duration
            : throw new CommandException(ExitCodes.Usage, $"--timeout '{text}' is not a duration; {GoDuration.Rule}.");
    }
}
