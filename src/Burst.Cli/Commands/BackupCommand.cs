using System.CommandLine;
using System.Globalization;
using Burst.Cli.Client;
using Burst.Storage.Backups;

namespace Burst.Cli.Commands;

internal sealed class BackupCommand : BurstCommand
{
    private readonly Option<FileInfo?> to = new("--to") { Description = "File to write (default: burst-DATE-TIME.db here); the key goes to FILE.key" };
    private readonly Option<DirectoryInfo?> state = new("--state") { Description = "State folder (default: ~/.local/state/burst)" };

    public BackupCommand()
        : base(
            "backup", "Copy the state to a file while `burst up` goes on",
            "burst backup", "burst backup --to /backups/burst.db --state /var/lib/burst")
    {
        Options.Add(to);
        Options.Add(state);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        var file = parsed.GetValue(to)?.FullName ?? Path.GetFullPath(now.ToString("'burst-'yyyyMMdd'-'HHmmss'.db'", CultureInfo.InvariantCulture));
        var backup = StateBackup.Write(parsed.GetValue(state)?.FullName ?? ServerFinder.DefaultStateFolder, file);
        var output = parsed.InvocationConfiguration.Output;
        await output.WriteLineAsync($"backup: {backup.File} ({backup.Bytes} bytes, state version {backup.ResourceVersion})").ConfigureAwait(false);
        if (backup.KeyFile is not null)
        {
            await output.WriteLineAsync(
                $"key: {backup.KeyFile}; it opens the {backup.SecretsSealed} secrets that the backup holds sealed. A restore needs both: keep them apart, readable by their owner only")
                .ConfigureAwait(false);
        }

        return ExitCodes.Ok;
    }
}
