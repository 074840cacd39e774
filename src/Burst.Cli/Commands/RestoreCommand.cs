using System.CommandLine;
using Burst.Cli.Client;
using Burst.Storage.Backups;

namespace Burst.Cli.Commands;

internal sealed class RestoreCommand : BurstCommand
{
    private readonly Argument<FileInfo> file = new("FILE") { Description = "What `burst backup` wrote; its key is looked for at FILE.key, then in the state folder" };
    private readonly Option<DirectoryInfo?> state = new("--state") { Description = "State folder to restore into (default: ~/.local/state/burst)" };

    public RestoreCommand()
        : base(
            "restore", "Put a backup in the place of the state, `burst up` being stopped; the old database is kept",
            "burst restore /backups/burst.db", "burst restore burst-20260301-120000.db --state /var/lib/burst")
    {
        Arguments.Add(file);
        Options.Add(state);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var folder = parsed.GetValue(state)?.FullName ?? ServerFinder.DefaultStateFolder;
        var backup = parsed.GetRequiredValue(file).FullName;
        var restored = StateRestore.Run(backup, folder, TimeProvider.System);
        var output = parsed.InvocationConfiguration.Output;
        await output.WriteLineAsync($"restored: {backup} to {folder} (state version {restored.ResourceVersion}, fencing token {restored.FencingToken})").ConfigureAwait(false);
        if (restored.KeptDatabase is not null)
            await output.WriteLineAsync($"kept: {restored.KeptDatabase}").ConfigureAwait(false);
        if (restored.KeptKey is not null)
            await output.WriteLineAsync($"kept: {restored.KeptKey}").ConfigureAwait(false);
        await output.WriteLineAsync(
            "paused: start `burst up` and see what runs (`burst events`). Nothing new is created, and what the backup does not know is kept, until `burst resume`")
            .ConfigureAwait(false);
        return ExitCodes.Ok;
    }
}
