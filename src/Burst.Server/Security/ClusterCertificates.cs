using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Burst.Server.Security;

/// <summary>
/// The cluster's own certificate authority and the server certificate it signs, made once and kept in the state folder; keys are
/// readable by the owner alone.
/// </summary>
public sealed class ClusterCertificates : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3650);

    private ClusterCertificates(string caPem, X509Certificate2 server) => (CaPem, Server) = (caPem, server);

    /// <summary>What clients trust.</summary>
    public string CaPem { get; }

    public X509Certificate2 Server { get; }

    public static ClusterCertificates LoadOrCreate(string folder, IPAddress listen, DateTimeOffset now)
    {
        PrivateFile.CreateFolder(folder);
        var caFile = Path.Combine(folder, "ca.pem");
        var certFile = Path.Combine(folder, "server.pem");
        var keyFile = Path.Combine(folder, "server.key");
        if (!IsUsable(caFile, certFile, keyFile, listen, now))
            Create(caFile, certFile, keyFile, listen, now);
        using var pem = X509Certificate2.CreateFromPemFile(certFile, keyFile);
        return new ClusterCertificates(File.ReadAllText(caFile), X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null));
    }

    public void Dispose() => Server.Dispose();

    private static bool IsUsable(string caFile, string certFile, string keyFile, IPAddress listen, DateTimeOffset now)
    {
        if (!File.Exists(caFile) || !File.Exists(certFile) || !File.Exists(keyFile))
            return false;
        try
        {
            using var certificate = X509Certificate2.CreateFromPemFile(certFile, keyFile);
            return certificate.NotAfter.ToUniversalTime() > now.UtcDateTime.AddDays(30)
                && certificate.MatchesHostname(ReachableName(listen)) && IsSignedBy(caFile, certificate, now);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            // Damaged, or of two makings because the process ended between two files.
            return false;
        }
    }

    private static bool IsSignedBy(string caFile, X509Certificate2 certificate, DateTimeOffset now)
    {
        using var authority = X509Certificate2.CreateFromPem(File.ReadAllText(caFile));
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        return chain.Build(certificate);
    }

    private static string ReachableName(IPAddress listen) =>
        listen.Equals(IPAddress.Any) || listen.Equals(IPAddress.IPv6Any) ? "localhost" : listen.ToString();

    private static void Create(string caFile, string certFile, string keyFile, IPAddress listen, DateTimeOffset now)
    {
        using var caKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var caRequest = new CertificateRequest("CN=burst-ca", caKey, HashAlgorithmName.SHA256);
        caRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        caRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        caRequest.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(caRequest.PublicKey, false));
        using var ca = caRequest.CreateSelfSigned(now.AddDays(-1), now + Lifetime);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=burst", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        if (!IPAddress.IsLoopback(listen) && !listen.Equals(IPAddress.Any) && !listen.Equals(IPAddress.IPv6Any))
            names.AddIpAddress(listen);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(ca, true, false));
        using var server = request.Create(ca, now.AddDays(-1), now + Lifetime - TimeSpan.FromDays(1), RandomNumberGenerator.GetBytes(16));

        PrivateFile.Write(keyFile, key.ExportPkcs8PrivateKeyPem());
        PrivateFile.Write(certFile, server.ExportCertificatePem());
        PrivateFile.Write(caFile, ca.ExportCertificatePem());
    }
}
