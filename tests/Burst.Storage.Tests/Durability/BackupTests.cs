using System.Text;
using Burst.Core.Objects;
using Burst.Storage.Backups;
using Burst.Testing.Storage;

namespace Burst.Storage.Tests.Durability;

public sealed class BackupTests : StoreTest
{
    private string BackupFile => Folder.In("backup", "burst.db");

    [Fact]
    public async Task Backup_WhileTheStoreGoesOn_HoldsWhatWasCommitted_WithSecretsSealed()
    {
        Directory.CreateDirectory(Folder.In("backup"));
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        await store.CommitAsync(Pair(1), token, Never);
        await store.CommitAsync(Stored.Put(Stored.Secret("db", "Y29ycmVjdC1ob3JzZS1iYXR0ZXJ5")), token, Never);

        StateBackup.Write(State, BackupFile);
        await store.CommitAsync(Pair(3), token, Never);

        Assert.Equal([BackupFile, BackupFile + ".key"], Directory.GetFiles(Folder.In("backup")).Order());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(BackupFile + ".key"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(BackupFile));
        Assert.True(File.ReadAllBytes(BackupFile).AsSpan().IndexOf("Y29ycmVjdC1ob3JzZS1iYXR0ZXJ5"u8) < 0);
        File.Move(BackupFile + ".key", Folder.In("backup", "secret.key"));
        await using var restored = await OpenAsync(Folder.In("backup"));
        var state = await restored.LoadAsync(Never);
        Assert.Equal((2, 1), (state.ResourceVersion, PairOf(state)));
        Assert.Equal("Y29ycmVjdC1ob3JzZS1iYXR0ZXJ5", Assert.Single(state.Objects.OfType<Secret>()).Data["password"]);
    }

    [Fact]
    public async Task Backup_WithoutTheKey_CannotBeOpened()
    {
        Directory.CreateDirectory(Folder.In("backup"));
        await using var store = await OpenAsync();
        await store.CommitAsync(Stored.Put(Stored.Secret("db", "eA==")), await store.AcquireLeaseAsync("test", Never), Never);
        StateBackup.Write(State, BackupFile);

        Assert.Contains("secret.key is missing", (await RefusedAsync(Folder.In("backup"))).Message);
    }

    [Fact]
    public async Task Backup_OntoAFileThatIsThere_IsRefused_AndLeavesItAlone()
    {
        Directory.CreateDirectory(Folder.In("backup"));
        File.WriteAllText(BackupFile, "precious", Encoding.UTF8);
        await using var store = await OpenAsync();

        var refused = Assert.Throws<StateBackupException>(() => StateBackup.Write(State, BackupFile));

        Assert.Contains($"{BackupFile} or its .key file is there already", refused.Message);
        Assert.Equal("precious", File.ReadAllText(BackupFile));
    }

    [Fact]
    public async Task Backup_IntoAMissingFolder_IsRefused()
    {
        await using var store = await OpenAsync();

        var refused = Assert.Throws<StateBackupException>(() => StateBackup.Write(State, Folder.In("nowhere", "burst.db")));

        Assert.Contains("cannot be written", refused.Message);
    }

    [Fact]
    public void Backup_OfAFolderWithoutState_IsRefused() =>
        Assert.Contains("is not a state folder", Assert.Throws<StateBackupException>(() => StateBackup.Write(Folder.Root, BackupFile)).Message);

    [Fact]
    public async Task Backup_OfADamagedState_IsRefused_AndLeavesNothing()
    {
        Directory.CreateDirectory(Folder.In("backup"));
        await CommitOnceAsync(Stored.Put([.. Enumerable.Range(1, 200).Select(number => Stored.Pod($"pod-{number}", number))]));
        Damage.Pages(Path.Combine(State, "burst.db"));

        Assert.Throws<StateBackupException>(() => StateBackup.Write(State, BackupFile));

        Assert.Empty(Directory.GetFiles(Folder.In("backup")));
    }

    [Fact]
    public async Task Backup_BesideAWriter_IsAlwaysOfOneCommit()
    {
        Directory.CreateDirectory(Folder.In("backup"));
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        await store.CommitAsync(Pair(1), token, Never);
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var number = 2; !enough.IsCancellationRequested; number++)
                await store.CommitAsync(Pair(number), token, Never);
        });
        for (var round = 0; round < 10; round++)
        {
            var copy = Folder.In("backup", $"{round}.db");
            var result = StateBackup.Write(State, copy);
            Assert.Equal(result.ResourceVersion, Raw("SELECT CAST(json_extract(json, '$.data.value') AS INTEGER) FROM objects WHERE name = 'left'", copy));
            Assert.Equal(result.ResourceVersion, Raw("SELECT CAST(json_extract(json, '$.data.value') AS INTEGER) FROM objects WHERE name = 'right'", copy));
        }

        await enough.CancelAsync();
        await writing;
    }
}
