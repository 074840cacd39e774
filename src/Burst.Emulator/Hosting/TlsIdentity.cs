using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Burst.Emulator.State;

namespace Burst.Emulator.Hosting;

/// <summary>
/// The server's certificate with the authority that signed it, kept in one file, so that clients which trust it go on doing so
/// after a restart. The authority's key is thrown away at once: nothing else can ever be signed with what clients trust.
/// </summary>
internal sealed record TlsIdentity(X509Certificate2 Server, string CertificatePem)
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(800);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    /// <exception cref="EmulatorStartException">The file is damaged.</exception>
    public static TlsIdentity LoadOrCreate(string file, IPAddress address, DateTimeOffset now)
    {
        if (File.Exists(file) && Load(file) is var identity && Serves(identity.Server, address, now))
            return identity;
        AtomicFile.Write(file, Encoding.ASCII.GetBytes(Create(address, now)));
        return Load(file);
    }

    private static bool Serves(X509Certificate2 server, IPAddress address, DateTimeOffset now) =>
        server.NotAfter.ToUniversalTime() > (now + RenewBefore).UtcDateTime
        && (IPAddress.Any.Equals(address) || IPAddress.IPv6Any.Equals(address) || server.MatchesHostname(address.ToString()));

    private static TlsIdentity Load(string file)
    {
        try
        {
            var pem = File.ReadAllText(file);
            var server = X509Certificate2.CreateFromPem(pem, pem);
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(pem);
            return new(server, certificates[1].ExportCertificatePem() + "\n");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new EmulatorStartException(
                $"State file '{file}' is damaged: {e.Message} Delete it to have a new certificate made, which clients must then trust anew.", e);
        }
    }

    private static string Create(IPAddress address, DateTimeOffset now)
    {
        var (notBefore, notAfter) = (now - TimeSpan.FromDays(1), now + Validity);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authority = AuthorityRequest(authorityKey).CreateSelfSigned(notBefore, notAfter);
        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var server = ServerRequest(serverKey, authority, address).Create(authority, notBefore, notAfter, RandomNumberGenerator.GetBytes(16));
        return string.Join('\n', server.ExportCertificatePem(), serverKey.ExportPkcs8PrivateKeyPem(), authority.ExportCertificatePem(), "");
    }

    private static CertificateRequest AuthorityRequest(ECDsa key)
    {
        var request = new CertificateRequest("CN=Burst emulator authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private static CertificateRequest ServerRequest(ECDsa key, X509Certificate2 authority, IPAddress address)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        IPAddress[] addresses = [IPAddress.Loopback, IPAddress.IPv6Loopback, address];
        foreach (var ip in addresses.Distinct())
            names.AddIpAddress(ip);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        return request;
    }
}
