using Burst.Cli.Tests.Support;

namespace Burst.Cli.Tests.Commands;

/// <summary>`backup` beside a running server, and `restore` into a folder of its own.</summary>
public sealed class BackupTests(UpFixture up) : IClassFixture<UpFixture>
{
    private string State => up.State;

    [Fact]
    public async Task Backup_OfARunningServer_SaysWhereTheKeyIs_AndIsRestoredElsewhere()
    {
        await up.ApplyAsync("apiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData: { password: x }\n");
        var file = up.Folder.At("copy.db");

        var made = await up.RunAsync("backup", "--to", file);
        var restored = await BurstCommandLine.RunAsync("restore", file, "--state", up.Folder.At("elsewhere"));

        Assert.Contains($"backup: {file} (", made.Output, StringComparison.Ordinal);
        Assert.Contains($"key: {file}.key; it opens the 1 secrets", made.Output, StringComparison.Ordinal);
        Assert.Contains($"restored: {file} to {up.Folder.At("elsewhere")} (state version ", restored.Output, StringComparison.Ordinal);
        Assert.Contains("until `burst resume`", restored.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(up.Folder.At("elsewhere"), "secret.key")));
    }

    [Fact]
    public async Task Restore_UnderARunningServer_IsRefused()
    {
        var file = up.Folder.At("used.db");
        await up.RunAsync("backup", "--to", file);

        var refused = await BurstCommandLine.TryAsync("restore", file, "--state", State);

        Assert.Equal(ExitCodes.Failed, refused.ExitCode);
        Assert.Equal($"burst: The state in {State} is in use by process {up.Process.Id}; stop that first, or name another folder.\n", refused.Error);
    }

    [Fact]
    public async Task Backup_OntoAFileThatIsThere_OrOfNoState_IsRefused()
    {
        var file = up.Folder.Write("there.db", "precious");

        var there = await BurstCommandLine.TryAsync("backup", "--to", file, "--state", State);
        var nothing = await BurstCommandLine.TryAsync("backup", "--to", up.Folder.At("new.db"), "--state", up.Folder.At("nowhere"));

        Assert.Equal((ExitCodes.Failed, ExitCodes.Failed), (there.ExitCode, nothing.ExitCode));
        Assert.Contains("is there already", there.Error, StringComparison.Ordinal);
        Assert.Contains("is not a state folder", nothing.Error, StringComparison.Ordinal);
    }
}
