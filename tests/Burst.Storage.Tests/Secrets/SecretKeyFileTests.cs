using System.Security.Cryptography;
using Burst.Core.Objects;
using Burst.Testing.Storage;

namespace Burst.Storage.Tests.Secrets;

public sealed class SecretKeyFileTests : StoreTest
{
    private string KeyFile => Path.Combine(State, "secret.key");

    [Fact]
    public async Task Open_OfANewState_MakesAKeyOnce()
    {
        await CommitOnceAsync(Pair(1));
        var key = File.ReadAllBytes(KeyFile);
        await CommitOnceAsync(Pair(2));

        Assert.Equal(32, key.Length);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        Assert.Equal(key, File.ReadAllBytes(KeyFile));
        Assert.Contains(key, value => value != 0);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead, "0640")]
    [InlineData(UnixFileMode.OtherRead, "0604")]
    [InlineData(UnixFileMode.OtherWrite, "0602")]
    public async Task Open_WithAKeyThatOthersMayUse_IsRefused(UnixFileMode extra, string mode)
    {
        await CommitOnceAsync(Pair(1));
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | extra);

        var refused = await RefusedAsync();

        Assert.Contains($"{KeyFile} has mode {mode}", refused.Message);
        Assert.Contains($"chmod 600 '{KeyFile}'", refused.Message);
    }

    [Fact]
    public async Task Open_WithoutTheKeyOfItsSecrets_IsRefused_AndMakesNoOther()
    {
        await CommitOnceAsync(Stored.Put(Stored.Secret("db", "c2VjcmV0")));
        File.Delete(KeyFile);

        var refused = await RefusedAsync();

        Assert.Contains($"{KeyFile} is missing, and the database holds secrets", refused.Message);
        Assert.False(File.Exists(KeyFile));
    }

    [Fact]
    public async Task Open_WithoutAKey_WhenThereIsNoSecret_MakesANewOne()
    {
        await CommitOnceAsync(Pair(1));
        File.Delete(KeyFile);

        await CommitOnceAsync(Stored.Put(Stored.Secret("db", "c2VjcmV0")));

        await using var store = await OpenAsync();
        Assert.Single((await store.LoadAsync(Never)).Objects.OfType<Secret>());
    }

    [Fact]
    public async Task Open_WithAnotherKey_IsRefused()
    {
        await CommitOnceAsync(Stored.Put(Stored.Secret("db", "c2VjcmV0")));
        File.WriteAllBytes(KeyFile, RandomNumberGenerator.GetBytes(32));

        var refused = await RefusedAsync();

        Assert.Contains($"{KeyFile} does not open the secrets in", refused.Message);
        Assert.Contains("Secret default/db", refused.Message);
    }

    [Fact]
    public async Task Open_WithATruncatedKey_IsRefused()
    {
        await CommitOnceAsync(Pair(1));
        File.WriteAllBytes(KeyFile, new byte[31]);

        Assert.Contains($"{KeyFile} holds 31 bytes; a secret key is 32 bytes", (await RefusedAsync()).Message);
    }
}
