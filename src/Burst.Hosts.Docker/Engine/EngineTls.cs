using System.Security.Cryptography.X509Certificates;

namespace Burst.Hosts.Docker.Engine;

/// <summary>Mutual TLS with an engine, by files in PEM as <c>docker --tlsverify</c> takes them.</summary>
/// <param name="CaFile">The only authority whose certificate of the engine is trusted.</param>
/// <param name="CertificateFile">Our certificate, as the engine's authority signed it.</param>
/// <param name="KeyFile">Its private key, not encrypted.</param>
public sealed record EngineTls(string CaFile, string CertificateFile, string KeyFile)
{
    /// <summary>Reads the files; made for each connection pool, so that renewed files count from its next start.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A file is not what it should be.</exception>
    internal (X509Certificate2Collection Authorities, X509Certificate2 Certificate) Load()
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(CaFile);
        using var pem = X509Certificate2.CreateFromPemFile(CertificateFile, KeyFile);

        // As PKCS#12, since a key that was read from PEM is not offered in every handshake.
        return (authorities, X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null));
    }
}
