using Burst.Server.Security;
using Burst.Server.Tests.Support;

namespace Burst.Server.Tests.Security;

public sealed class ClusterCertificatesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void SecondStart_UsesTheSameCertificate()
    {
        using var first = Create();
        using var second = Create(now: Certificates.Now.AddYears(5));

        Assert.Equal(first.CaPem, second.CaPem);
        Assert.Equal(first.Server.Thumbprint, second.Server.Thumbprint);
        Assert.True(second.Server.HasPrivateKey);
    }

    [Fact]
    public void AddressChanged_IsMadeAnewForIt()
    {
        using var first = Create();
        using var second = Create("10.1.2.3");

        Assert.NotEqual(first.Server.Thumbprint, second.Server.Thumbprint);
        Assert.True(second.Server.MatchesHostname("10.1.2.3"));
        Assert.True(second.Server.MatchesHostname("localhost"));
    }

    [Theory]
    [InlineData(3600, true)]
    [InlineData(3630, false)]
    public void NearItsEnd_IsMadeAnew(int days, bool isKept)
    {
        using var first = Create();
        using var second = Create(now: Certificates.Now.AddDays(days));

        Assert.Equal(isKept, first.Server.Thumbprint == second.Server.Thumbprint);
        Assert.True(second.Server.NotAfter.ToUniversalTime() > Certificates.Now.AddDays(days + 30).UtcDateTime);
    }

    [Theory]
    [InlineData("server.key")]
    [InlineData("server.pem")]
    [InlineData("ca.pem")]
    public void OneFileDamagedOrOfAnotherMaking_AllAreMadeAnew(string file)
    {
        using var first = Create();
        using (Certificates.Create(folder.At("other")))
            File.Copy(folder.At($"other/{file}"), folder.At($"pki/{file}"), overwrite: true);

        using var mixed = Create();
        File.WriteAllText(folder.At($"pki/{file}"), "-----BEGIN NOTHING");
        using var damaged = Create();

        Assert.Equal(3, new[] { first, mixed, damaged }.Select(made => made.Server.Thumbprint).Distinct().Count());
        Assert.Equal(damaged.CaPem, File.ReadAllText(folder.At("pki/ca.pem")));
    }

    [Fact]
    public void Files_AreTheOwnersAlone()
    {
        using var certificates = Create();

        Assert.All(Directory.GetFiles(folder.At("pki")), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.At("pki")));
    }

    private ClusterCertificates Create(string listen = "127.0.0.1", DateTimeOffset? now = null) => Certificates.Create(folder.At("pki"), listen, now);
}
