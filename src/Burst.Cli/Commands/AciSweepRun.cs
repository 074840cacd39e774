using Burst.Cli.Output;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Hosts.Aci.Sweeping;
using Burst.Server.Hosting;
using Burst.Server.Logs;
using Burst.Server.Sweeping;

namespace Burst.Cli.Commands;

/// <summary>Looks at places by tags alone, tells what it finds, and ends what may be ended, saying what comes of each.</summary>
internal sealed class AciSweepRun(string owner, DirectoryInfo? logFolder, TextWriter output, TextWriter error)
{
    private static readonly TimeSpan ConfirmWait = TimeSpan.FromSeconds(2);

    private readonly SweptLogs? logs = logFolder is null ? null : new SweptLogs(new FileLogArchive(logFolder.FullName), TimeProvider.System);
    private readonly List<(AciSweeper Sweeper, OwnedGroup Group)> due = [];
    private bool isIncomplete;

    /// <summary>How many groups may be ended.</summary>
    public int DueCount => due.Count;

    /// <summary>Lists one place. Where the list fails, or a doubt stands against all of it, nothing of it is touched.</summary>
    /// <param name="place">Where.</param>
    /// <param name="needsClock">Expiry decides, and so the clock.</param>
    /// <param name="findReasonToKeep">Of a group, now.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    public async Task LookAsync(AciConnection place, bool needsClock, Func<OwnedGroup, string?> findReasonToKeep, CancellationToken cancellationToken)
    {
        var where = $"{place.Endpoint.Authority}/{place.Subscription:D}/{place.ResourceGroup}";
        var sweeper = new AciSweeper(
            place, AciAccess.Credential(place, TimeProvider.System), AciAccess.Transport(place), ConfirmWait, TimeProvider.System, new RandomIdSource(TimeProvider.System));
        try
        {
            var found = await sweeper.ListAsync(owner, cancellationToken).ConfigureAwait(false);
            await output.WriteLineAsync($"{where}: {found.Groups.Length} container group(s) of {owner}, {found.Others} of others").ConfigureAwait(false);
            var doubt = needsClock && found.Groups.Length > 0 ? SweepRule.FindDoubt(found.Skew) : null;
            Show(found, findReasonToKeep);
            if (doubt is null)
                due.AddRange(found.Groups.Where(group => findReasonToKeep(group) is null).Select(group => (sweeper, group)));
            else
                await FailAsync(where, doubt).ConfigureAwait(false);
        }
        catch (PodHostUnavailableException exception)
        {
            await FailAsync(where, exception.Message).ConfigureAwait(false);
        }
    }

    /// <summary>Ends them one after the other.</summary>
    /// <returns>The exit code: that of failure when anything is left that should have gone, or could not be looked at.</returns>
    public async Task<int> EndAsync(Func<OwnedGroup, string?> findReasonToKeep, CancellationToken cancellationToken)
    {
        var (ended, kept, at) = (0, 0, 0);
        try
        {
            foreach (var (sweeper, group) in due)
            {
                await output.WriteAsync($"[{++at}/{due.Count}] {group.Name}: ").ConfigureAwait(false);
                await output.FlushAsync(cancellationToken).ConfigureAwait(false);
                var outcome = await EndAsync(sweeper, group, findReasonToKeep, cancellationToken).ConfigureAwait(false);
                await output.WriteLineAsync(Describe(outcome)).ConfigureAwait(false);
                (ended, kept) = (ended + (outcome is SweepOutcome.Gone ? 1 : 0), kept + (outcome is SweepOutcome.Kept ? 1 : 0));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await output.WriteLineAsync($"interrupted; a delete that was sent takes effect, and {due.Count - at} more were not begun. Run it again to go on.").ConfigureAwait(false);
            throw;
        }

        await output.WriteLineAsync($"{ended} deleted, {kept} kept, {due.Count - ended - kept} left").ConfigureAwait(false);
        return isIncomplete || ended + kept < due.Count ? ExitCodes.Failed : ExitCodes.Ok;
    }

    /// <summary>The exit code of one who only looks.</summary>
    public int Conclude() => isIncomplete ? ExitCodes.Failed : ExitCodes.Ok;

    private async Task<SweepOutcome> EndAsync(AciSweeper sweeper, OwnedGroup group, Func<OwnedGroup, string?> findReasonToKeep, CancellationToken cancellationToken)
    {
        try
        {
            if (logs is not null && findReasonToKeep(group) is null && await logs.SaveAsync(sweeper, group, cancellationToken).ConfigureAwait(false) is { } problem)
                await TellLossAsync(group, problem).ConfigureAwait(false);
            return await sweeper.DeleteAsync(group, owner, findReasonToKeep, cancellationToken).ConfigureAwait(false);
        }
        catch (PodHostUnavailableException exception)
        {
            return new SweepOutcome.Left(exception.Message);
        }
    }

    private void Show(OwnedGroups found, Func<OwnedGroup, string?> findReasonToKeep)
    {
        if (found.Groups.IsEmpty)
            return;
        var table = new TextTable("GROUP", "NODE", "POD", "EXPIRY", "VERDICT");
        foreach (var group in found.Groups)
            table.Add(group.Name, group.Node, $"{group.Namespace}/{group.PodName}", group.Expiry?.ToString("u") ?? "none", findReasonToKeep(group) is { } reason ? $"kept: {reason}" : "to be deleted");
        table.WriteTo(output);
    }

    private async Task TellLossAsync(OwnedGroup group, string problem)
    {
        isIncomplete = true;
        await error.WriteLineAsync($"burst: the log of {group.Name} could not be saved whole, and the group is deleted all the same: {problem}").ConfigureAwait(false);
    }

    private async Task FailAsync(string where, string reason)
    {
        isIncomplete = true;
        await error.WriteLineAsync($"burst: {where}: nothing is touched: {reason}").ConfigureAwait(false);
    }

    private static string Describe(SweepOutcome outcome) => outcome switch
    {
        SweepOutcome.Gone => "deleted, and two reads have found nothing",
        SweepOutcome.Kept kept => $"kept: {kept.Reason}",
        SweepOutcome.Left left => $"LEFT, and may be billed: {left.Reason}",
        _ => throw new InvalidOperationException($"{outcome} is not a known outcome."),
    };
}
