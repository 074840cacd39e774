using System.CommandLine;
using Burst.Hosts.Aci.Sweeping;

namespace Burst.Cli.Commands;

internal sealed class AciDeleteAllCommand : BurstCommand
{
    private readonly AciScope scope = new(requiresOwner: true);
    private readonly Option<DirectoryInfo?> saveLogs = new("--save-logs") { Description = "Save what the containers have written in this folder first, as POD_UID/CONTAINER.log" };
    private readonly Option<bool> yes = new("--yes", "-y") { Description = "Do not ask" };

    public AciDeleteAllCommand()
        : base(
            "delete-all", "Delete every container group of one cluster, expired or not; what runs in them ends",
            "burst aci delete-all --owner 7c9e6679-7425-40de-944b-e07fc1f90ae7",
            "burst aci delete-all --owner 7c9e6679-7425-40de-944b-e07fc1f90ae7 -s 00000000-0000-0000-0000-000000000001 -g burst --yes")
    {
        Options.Add(yes);
        Options.Add(saveLogs);
        foreach (var option in scope.Options)
            Options.Add(option);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (owner, isOfServer, places) = await scope.FindAsync(parsed, cancellationToken).ConfigureAwait(false);
        var output = parsed.InvocationConfiguration.Output;
        var run = new AciSweepRun(owner, parsed.GetValue(saveLogs), output, parsed.InvocationConfiguration.Error);
        foreach (var place in places)
            await run.LookAsync(place, needsClock: false, SweepRule.FindUnclear, cancellationToken).ConfigureAwait(false);
        if (run.DueCount > 0 && !parsed.GetValue(yes) && !await ConfirmAsync(run.DueCount, isOfServer, output, cancellationToken).ConfigureAwait(false))
            throw new CommandException(ExitCodes.Failed, "nothing was deleted; answer y, or give --yes.");
        return await run.EndAsync(SweepRule.FindUnclear, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> ConfirmAsync(int count, bool isOfServer, TextWriter output, CancellationToken cancellationToken)
    {
        if (isOfServer)
            await output.WriteLineAsync("They are of the cluster whose `burst up` runs: it makes anew what its workloads still want.").ConfigureAwait(false);
        await output.WriteAsync($"Delete {count} container group(s), and end what runs in them? [y/N] ").ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        var answer = await Console.In.ReadLineAsync(cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        return answer?.Trim().ToUpperInvariant() is "Y" or "YES";
    }
}
