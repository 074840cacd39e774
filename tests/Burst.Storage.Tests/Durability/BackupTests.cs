using System.Text;
using Burst.Core.Objects;
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

        await store.BackupAsync(BackupFile, Never);
        await store.CommitAsync(Pair(3), token, Never);

        Assert.Equal([BackupFile], Directory.GetFiles(Folder.In("backup")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(BackupFile));
        Assert.True(File.ReadAllBytes(BackupFile).AsSpan().IndexOf("Y29ycmVjdC1ob3JzZS1iYXR0ZXJ5"u8) < 0);
        File.Copy(Path.Combine(State, "secret.key"), Folder.In("backup", "secret.key"));
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
        await store.BackupAsync(BackupFile, Never);

        Assert.Contains("secret.key is missing", (await RefusedAsync(Folder.In("backup"))).Message);
    }

    [Fact]
    public async Task Backup_OntoAFileThatIsThere_IsRefused_AndLeavesItAlone()
    {
        Directory.CreateDirectory(Folder.In("backup"));
        File.WriteAllText(BackupFile, "precious", Encoding.UTF8);
        await using var store = await OpenAsync();

        var refused = await Assert.ThrowsAsync<IOException>(() => store.BackupAsync(BackupFile, Never));

        Assert.Contains($"{BackupFile} is there already", refused.Message);
        Assert.Equal("precious", File.ReadAllText(BackupFile));
    }

    [Fact]
    public async Task Backup_IntoAMissingFolder_IsRefused()
    {
        await using var store = await OpenAsync();

        await Assert.ThrowsAnyAsync<IOException>(() => store.BackupAsync(Folder.In("nowhere", "burst.db"), Never));
    }
}
