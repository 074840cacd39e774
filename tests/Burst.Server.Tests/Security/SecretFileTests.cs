using Burst.Server.Security;
using Burst.Server.Tests.Support;

namespace Burst.Server.Tests.Security;

public sealed class SecretFileTests : IDisposable
{
    private const UnixFileMode Mode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void PrivateFile_ReplacesAnOpenFile_ByOneOnlyTheOwnerReads()
    {
        var file = folder.Write("secret", "old");
        File.SetUnixFileMode(file, Mode600 | UnixFileMode.OtherRead);
        File.WriteAllText(file + ".new", "left by a crash");

        PrivateFile.Write(file, "new");

        Assert.Equal("new", File.ReadAllText(file));
        Assert.Equal(Mode600, File.GetUnixFileMode(file));
        Assert.Equal([file], Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void Kubeconfig_ReadsAsWritten_Mode600()
    {
        var written = new Kubeconfig(new Uri("https://127.0.0.1:7070/"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "-token_1");

        written.Write(folder.At("kubeconfig"));

        Assert.Equal(written, Kubeconfig.Read(folder.At("kubeconfig")));
        Assert.Equal(Mode600, File.GetUnixFileMode(folder.At("kubeconfig")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("just words")]
    [InlineData("current-context: burst\ncontexts: []\n")]
    [InlineData("a: [\n")]
    public void Kubeconfig_OfAnotherShape_NamesTheFileAndWhatIsNeeded(string text)
    {
        var file = folder.Write("kubeconfig", text);

        var error = Assert.Throws<FormatException>(() => Kubeconfig.Read(file));

        Assert.StartsWith($"{file}: not a kubeconfig with server, certificate-authority-data and token", error.Message, StringComparison.Ordinal);
        Assert.Contains("`burst up` writes one", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AccessToken_IsMadeOnce_AndAcceptsItselfAlone()
    {
        var first = AccessToken.LoadOrCreate(folder.At("token"));
        var second = AccessToken.LoadOrCreate(folder.At("token"));

        Assert.Equal(first.Value, second.Value);
        Assert.Equal(43, first.Value.Length);
        Assert.Equal(Mode600, File.GetUnixFileMode(folder.At("token")));
        Assert.True(second.Accepts($"Bearer {first.Value}"));
        Assert.True(second.Accepts($"bearer {first.Value}"));
        foreach (var wrong in new[] { null, "", first.Value, "Bearer ", "Bearer x", $"Bearer {first.Value}x", $"Basic {first.Value}" })
            Assert.False(second.Accepts(wrong), wrong);
    }

    [Fact]
    public void AccessToken_EmptyFile_LetsNobodyIn()
    {
        var token = AccessToken.LoadOrCreate(folder.Write("token", "\n"));

        Assert.False(token.Accepts("Bearer "));
        Assert.True(token.Accepts($"Bearer {token.Value}"));
        Assert.Equal(43, token.Value.Length);
    }
}
