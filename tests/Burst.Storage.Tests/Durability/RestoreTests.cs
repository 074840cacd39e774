using System.Security.Cryptography;
using Burst.Core.Objects;
using Burst.Core.Storage;
using Burst.Storage.Backups;
using Burst.Storage.Sqlite;
using Burst.Testing.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Tests.Durability;

public sealed class RestoreTests : StoreTest
{
    private string BackupFile => Folder.In("backup.db");

    private string Database => Path.Combine(State, "burst.db");

    [Fact]
    public async Task Restore_BringsBackWhatTheBackupHolds_AndKeepsTheOldDatabase()
    {
        await CommitOnceAsync(Stored.Put(Stored.Secret("db", "eA==")));
        await CommitOnceAsync(Pair(2));
        StateBackup.Write(State, BackupFile);
        await CommitOnceAsync(Pair(3));

        var result = StateRestore.Run(BackupFile, State, Clock);

        await using (var store = await OpenAsync())
        {
            var state = await store.LoadAsync(Never);
            Assert.Equal(2, PairOf(state));
            Assert.Equal(result.ResourceVersion, state.ResourceVersion);
            Assert.True(state.ResourceVersion > 3);
            Assert.Equal("eA==", Assert.Single(state.Objects.OfType<Secret>()).Data["password"]);
        }

        Directory.CreateDirectory(Folder.In("old"));
        File.Move(result.KeptDatabase!, Folder.In("old", "burst.db"));
        File.Copy(Path.Combine(State, "secret.key"), Folder.In("old", "secret.key"));
        await using var old = await OpenAsync(Folder.In("old"));
        Assert.Equal(3, PairOf(await old.LoadAsync(Never)));
        Assert.Equal(["burst.db", "burst.lock", "secret.key"], Directory.GetFiles(State).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Restore_PutsTheBrakeOn_AndMarksTheState()
    {
        await CommitOnceAsync(Pair(1));
        StateBackup.Write(State, BackupFile);
        StateRestore.Run(BackupFile, State, Clock);

        await using var store = await OpenAsync();
        var settings = (await store.LoadAsync(Never)).Settings;

        Assert.Equal("true", settings[ClusterSettings.Paused]);
        Assert.Contains("restored from backup.db (version 1)", settings[ClusterSettings.PausedReason]);
        Assert.Equal(Clock.Now, DateTimeOffset.Parse(settings[ClusterSettings.RestoredAt], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Restore_OfAnOldBackup_NeverHandsOutATokenAgain()
    {
        await CommitOnceAsync(Pair(1));
        StateBackup.Write(State, BackupFile);
        long last = 0;
        for (var start = 0; start < 5; start++)
        {
            await using var store = await OpenAsync();
            last = await store.AcquireLeaseAsync("later", Never);
        }

        StateRestore.Run(BackupFile, State, Clock);
        await using var restored = await OpenAsync();

        Assert.True(await restored.AcquireLeaseAsync("after", Never) > last);
        await Assert.ThrowsAsync<FencedException>(() => restored.CommitAsync(Pair(9), last, Never));
    }

    [Fact]
    public async Task Restore_Twice_AtTheSameInstant_StillRaisesTheToken()
    {
        await CommitOnceAsync(Pair(1));
        StateBackup.Write(State, BackupFile);
        var first = StateRestore.Run(BackupFile, State, Clock);
        Clock.Now = Clock.Now.AddYears(-1);
        var second = StateRestore.Run(BackupFile, State, Clock);

        Assert.True(second.FencingToken > first.FencingToken);
    }

    [Fact]
    public async Task Restore_OnAnotherMachine_StillGetsPastTheTokensGivenOutSince()
    {
        await CommitOnceAsync(Pair(1));
        StateBackup.Write(State, BackupFile);
        long last = 0;
        for (var start = 0; start < 5; start++)
        {
            await using var store = await OpenAsync();
            last = await store.AcquireLeaseAsync("later", Never);
        }

        StateRestore.Run(BackupFile, Folder.In("elsewhere"), Clock);
        await using var restored = await OpenAsync(Folder.In("elsewhere"));

        Assert.True(await restored.AcquireLeaseAsync("after", Never) > last);
    }

    [Fact]
    public async Task Restore_WhileTheStateIsOpen_IsRefused_AndChangesNothing()
    {
        await CommitOnceAsync(Pair(1));
        StateBackup.Write(State, BackupFile);
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        await store.CommitAsync(Pair(2), token, Never);

        var refused = Assert.Throws<StateStoreOpenException>(() => StateRestore.Run(BackupFile, State, Clock));

        Assert.Contains($"is in use by process {Environment.ProcessId}; stop that first", refused.Message);
        Assert.Equal(3, await store.CommitAsync(Pair(3), token, Never));
    }

    [Theory]
    [InlineData("damaged", "is damaged")]
    [InlineData("text", "cannot be used")]
    [InlineData("empty", "is empty; it holds no state")]
    [InlineData("newer", "written by a newer Burst (schema 99")]
    [InlineData("missing", "is not there")]
    [InlineData("foreign", "a database of another program")]
    public async Task Restore_OfWhatIsNoUsableBackup_IsRefused_AndChangesNothing(string kind, string expected)
    {
        await CommitOnceAsync(Stored.Put([.. Enumerable.Range(1, 200).Select(number => Stored.Pod($"pod-{number}", number))]));
        StateBackup.Write(State, BackupFile);
        Spoil(kind);
        var before = File.ReadAllBytes(Database);

        var refused = Assert.Throws<StateBackupException>(() => StateRestore.Run(BackupFile, State, Clock));

        Assert.Contains(expected, refused.Message);
        Assert.Equal(before, File.ReadAllBytes(Database));
        Assert.Equal(["burst.db", "burst.lock", "secret.key"], Directory.GetFiles(State).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Restore_OverADamagedDatabase_KeepsItsFiles_AndStartsAgain()
    {
        await CommitOnceAsync(Stored.Put([.. Enumerable.Range(1, 200).Select(number => Stored.Pod($"pod-{number}", number))]));
        StateBackup.Write(State, BackupFile);
        File.WriteAllText(Database, "no database any more");
        File.WriteAllText(Database + "-wal", "nor its log");

        var result = StateRestore.Run(BackupFile, State, Clock);

        Assert.Equal("no database any more", File.ReadAllText(result.KeptDatabase!));
        Assert.Equal("nor its log", File.ReadAllText(result.KeptDatabase + "-wal"));
        await using var store = await OpenAsync();
        Assert.Equal(200, (await store.LoadAsync(Never)).Objects.Count);
    }

    [Fact]
    public async Task Restore_OfSecretsWithoutTheirKey_IsRefused()
    {
        await CommitOnceAsync(Stored.Put(Stored.Secret("db", "eA==")));
        StateBackup.Write(State, BackupFile);
        File.Delete(BackupFile + ".key");

        Assert.Contains("their key is neither at", Assert.Throws<StateBackupException>(() => StateRestore.Run(BackupFile, Folder.In("new"), Clock)).Message);
        File.WriteAllBytes(BackupFile + ".key", RandomNumberGenerator.GetBytes(32));
        File.SetUnixFileMode(BackupFile + ".key", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Contains("does not open the secrets in", Assert.Throws<StateBackupException>(() => StateRestore.Run(BackupFile, State, Clock)).Message);
    }

    [Fact]
    public async Task Restore_OverAStateWithAnotherKey_TakesTheBackupsKey_AndKeepsTheOld()
    {
        await CommitOnceAsync(Stored.Put(Stored.Secret("db", "eA==")));
        StateBackup.Write(State, BackupFile);
        await using (var other = await OpenAsync(Folder.In("other")))
            await other.AcquireLeaseAsync("other", Never);
        var key = File.ReadAllBytes(Folder.In("other", "secret.key"));

        var result = StateRestore.Run(BackupFile, Folder.In("other"), Clock);

        Assert.Equal(key, File.ReadAllBytes(result.KeptKey!));
        await using var store = await OpenAsync(Folder.In("other"));
        Assert.Single((await store.LoadAsync(Never)).Objects.OfType<Secret>());
    }

    [Fact]
    public async Task Restore_OfAnOlderSchema_BringsItUpToDate()
    {
        await CommitOnceAsync(Pair(1));
        using (var old = OpenRaw(BackupFile))
            Migrations.Apply(old, Schema.Steps[..1]);

        StateRestore.Run(BackupFile, State, Clock);

        Assert.Equal(Schema.Steps.Length, Raw("PRAGMA user_version"));
    }

    private void Spoil(string kind)
    {
        switch (kind)
        {
            case "damaged":
                Damage.Pages(BackupFile);
                break;
            case "text":
                File.WriteAllText(BackupFile, new string('x', 5000));
                break;
            case "newer":
                Raw("PRAGMA user_version=99", BackupFile);
                break;
            default:
                File.Delete(BackupFile);
                if (kind == "empty")
                    File.WriteAllBytes(BackupFile, []);
                if (kind == "foreign")
                    Raw("CREATE TABLE recipes (name TEXT)", BackupFile);
                break;
        }
    }
}
