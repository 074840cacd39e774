using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Burst.Integration.Tests.Harness;

/// <summary>Asks a `burst up` by its API: what would take a process for each question through the CLI.</summary>
internal sealed class UpClient : IDisposable
{
    private readonly HttpClient http;

    public UpClient(Sandbox sandbox, Uri endpoint)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(File.ReadAllText(Path.Combine(sandbox.State, "pki", "ca.pem"))));
        http = new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy } }) { BaseAddress = endpoint };
        var token = File.ReadAllText(Path.Combine(sandbox.State, "token")).Trim();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await GetTextAsync(path))!;

    public Task<string> GetTextAsync(string path) => http.GetStringAsync(path);

    /// <exception cref="HttpRequestException">It was refused.</exception>
    public async Task DeleteAsync(string path)
    {
        using var response = await http.DeleteAsync(path);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => http.Dispose();
}
