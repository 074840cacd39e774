using System.CommandLine;
using Burst.Hosts.Aci.Sweeping;

namespace Burst.Cli.Commands;

internal sealed class AciSweepCommand : BurstCommand
{
    private readonly AciScope scope = new(requiresOwner: false);
    private readonly Option<DirectoryInfo?> saveLogs = new("--save-logs") { Description = "Save what the containers have written in this folder first, as POD_UID/CONTAINER.log" };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Say what would be deleted, and delete nothing" };

    public AciSweepCommand()
        : base(
            "sweep", "Delete container groups that are past their expiry, so that their cluster has not been heard of for a day",
            "burst aci sweep --dry-run",
            "burst aci sweep --owner 7c9e6679-7425-40de-944b-e07fc1f90ae7 -s 00000000-0000-0000-0000-000000000001 -g burst")
    {
        Options.Add(dryRun);
        Options.Add(saveLogs);
        foreach (var option in scope.Options)
            Options.Add(option);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (owner, _, places) = await scope.FindAsync(parsed, cancellationToken).ConfigureAwait(false);
        var output = parsed.InvocationConfiguration.Output;
        var run = new AciSweepRun(owner, parsed.GetValue(saveLogs), output, parsed.InvocationConfiguration.Error);
        foreach (var place in places)
            await run.LookAsync(place, needsClock: true, FindReasonToKeep, cancellationToken).ConfigureAwait(false);
        if (!parsed.GetValue(dryRun))
            return await run.EndAsync(FindReasonToKeep, cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync($"{run.DueCount} would be deleted; nothing was (--dry-run)").ConfigureAwait(false);
        return run.Conclude();
    }

    private static string? FindReasonToKeep(OwnedGroup group) => SweepRule.FindReasonToKeep(group, TimeProvider.System.GetUtcNow());
}
