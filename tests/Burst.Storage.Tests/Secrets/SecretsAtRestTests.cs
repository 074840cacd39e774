using System.Text;
using Burst.Core.Objects;
using Burst.Testing.Storage;
using Dapper;

namespace Burst.Storage.Tests.Secrets;

public sealed class SecretsAtRestTests : StoreTest
{
    private const string Plain = "correct-horse-battery-staple-20250301";

    private static readonly string Base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(Plain));

    [Fact]
    public async Task Commit_OfASecret_WritesNeitherItsBytesNorTheirBase64ToAnyFile()
    {
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        var secret = Stored.Secret("db", Base64);
        // Tools keep the whole manifest in an annotation.
        var annotated = secret with
        {
            Metadata = secret.Metadata with { Annotations = secret.Metadata.Annotations.Add("last-applied", $"password: {Plain}") },
        };
        await store.CommitAsync(Stored.Put(annotated), token, Never);
        await store.CommitAsync(Stored.Put(Stored.Secret("db", Base64), Stored.ConfigMap("open", "found-by-this-test")), token, Never);

        Assert.True(AnyFileHolds("found-by-this-test"));
        AssertHidden();
        Assert.Equal(Base64, Assert.Single((await store.LoadAsync(Never)).Objects.OfType<Secret>()).Data["password"]);
        await store.DisposeAsync();
        AssertHidden();
    }

    [Fact]
    public async Task Commit_OfTheSameSecretTwice_NeverWritesTheSameBytes()
    {
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        var boxes = new HashSet<string>();
        for (var round = 0; round < 3; round++)
        {
            await store.CommitAsync(Stored.Put(Stored.Secret("db", Base64)), token, Never);
            boxes.Add(store.Writer.ExecuteScalar<string>("SELECT substr(hex(sealed), 1, 60) FROM objects")!);
        }

        Assert.Equal(3, boxes.Count);
    }

    [Theory]
    [InlineData("UPDATE objects SET sealed = (SELECT sealed FROM objects WHERE name = 'other') WHERE name = 'db'")]
    [InlineData("UPDATE objects SET uid = 'forged' WHERE name = 'db'")]
    [InlineData("UPDATE objects SET sealed = CAST(substr(sealed, 1, 29) || zeroblob(length(sealed) - 29) AS BLOB) WHERE name = 'db'")]
    [InlineData("UPDATE objects SET sealed = x'01' WHERE name = 'db'")]
    public async Task Load_OfASecretThatWasTamperedWith_IsRefusedNamingIt(string tampering)
    {
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        await store.CommitAsync(Stored.Put(Stored.Secret("db", Base64, 1), Stored.Secret("other", Base64, 2)), token, Never);
        store.Writer.Execute(tampering);

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => store.LoadAsync(Never));

        Assert.Equal("The stored Secret default/db cannot be read: it was sealed with another key, or altered", refused.Message);
    }

    private void AssertHidden()
    {
        Assert.False(AnyFileHolds(Plain));
        // Whatever the alignment, some stretch of the base64 would show.
        Assert.False(AnyFileHolds(Base64[4..24]));
        Assert.False(AnyFileHolds("password"));
    }

    private bool AnyFileHolds(string text) =>
        Directory.GetFiles(State).Any(file => ReadShared(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    private static byte[] ReadShared(string file)
    {
        if (Path.GetFileName(file) == "burst.lock")
            return [];
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
