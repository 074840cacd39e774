using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Identity;
using Burst.Core.Nodes;
using Burst.Server.Configuration;
using Burst.Server.Hosting;
using Burst.Server.Tests.Support;

namespace Burst.Server.Tests.Hosting;

/// <summary>Each kind of credential as Azure.Identity has it, against the emulator's token endpoints where one can be had there.</summary>
public sealed class AciAccessTests : IAsyncLifetime
{
    private const string Client = "11111111-1111-1111-1111-111111111111";

    private readonly TemporaryFolder folder = new();
    private EmulatedAzure azure = null!;

    public async Task InitializeAsync() => azure = await EmulatedAzure.StartAsync();

    public async Task DisposeAsync()
    {
        await azure.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("""{"tenant":"adfs","appId":"11111111-1111-1111-1111-111111111111","password":"hidden","displayName":"burst"}""")]
    [InlineData("""{"tenantId":"22222222-2222-2222-2222-222222222222","clientId":"11111111-1111-1111-1111-111111111111","clientSecret":"hidden"}""")]
    public async Task ServicePrincipal_OfAFile_SignsIn_AndARenewedSecretIsTaken(string principal)
    {
        var file = Secret(principal);
        var credential = AciAccess.Credential(Connection(new() { Kind = AciCredentialKind.ServicePrincipal, File = file }), TimeProvider.System);

        var token = Claims(await credential.GetTokenAsync(Context, CancellationToken.None));
        Assert.Equal(Client, (string?)token["appid"] ?? (string?)token["azp"]);

        File.WriteAllText(file, principal.Replace(Client, "33333333-3333-3333-3333-333333333333"));
        token = Claims(await credential.GetTokenAsync(Context, CancellationToken.None));
        Assert.Equal("33333333-3333-3333-3333-333333333333", (string?)token["appid"] ?? (string?)token["azp"]);
    }

    [Theory]
    [InlineData("[]", "has no tenant")]
    [InlineData("""{"tenant":"t","appId":"a","password":""}""", "has no password")]
    [InlineData("hidden", "is not JSON")]
    public async Task ServicePrincipal_OfABadFile_SaysWhatIsExpected_AndNothingOfWhatIsInIt(string content, string problem)
    {
        var credential = AciAccess.Credential(Connection(new() { Kind = AciCredentialKind.ServicePrincipal, File = Secret(content) }), TimeProvider.System);

        var exception = await Assert.ThrowsAsync<CredentialUnavailableException>(() => credential.GetTokenAsync(Context, CancellationToken.None).AsTask());
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ServicePrincipal_OfAFileThatOthersCanRead_IsRefused()
    {
        var file = Secret("""{"tenant":"t","appId":"a","password":"p"}""");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        Assert.Contains("chmod 600", Assert.Throws<CredentialUnavailableException>(() => ServicePrincipalFile.Read(file)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Client)]
    public async Task ManagedIdentity_IsAskedOfTheMachinesEndpoint(string? client)
    {
        // What an app service sets. Nothing else in this process reads them.
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", new Uri(azure.Endpoint, "msi/token").ToString());
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", "x");
        try
        {
            var managed = new AciCredential { Kind = AciCredentialKind.ManagedIdentity, ClientId = client is null ? null : Guid.Parse(client) };
            var token = await AciAccess.Credential(Connection(managed), TimeProvider.System).GetTokenAsync(Context, CancellationToken.None);

            Assert.Equal(client ?? "00000000-0000-0000-0000-00000000fffe", (string?)Claims(token)["appid"] ?? (string?)Claims(token)["azp"]);
        }
        finally
        {
            Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", null);
            Environment.SetEnvironmentVariable("IDENTITY_HEADER", null);
        }
    }

    [Fact]
    public void EachKind_IsItsOwnCredential_AndAnEmulatorIsSentNoneByDefault()
    {
        var real = Connection(null) with { CaPem = null, Endpoint = new Uri("https://management.azure.com/") };

        Assert.IsType<EmulatorCredential>(AciAccess.Credential(Connection(null), TimeProvider.System));
        Assert.IsType<DefaultAzureCredential>(AciAccess.Credential(real, TimeProvider.System));
        Assert.IsType<EnvironmentCredential>(AciAccess.Credential(real with { Credential = new() { Kind = AciCredentialKind.ServicePrincipal } }, TimeProvider.System));
        Assert.IsType<WorkloadIdentityCredential>(AciAccess.Credential(real with { Credential = new() { Kind = AciCredentialKind.WorkloadIdentity } }, TimeProvider.System));
    }

    [Theory]
    [InlineData("https://management.azure.com/", null, "https://login.microsoftonline.com/")]
    [InlineData("https://management.usgovcloudapi.net", null, "https://login.microsoftonline.us/")]
    [InlineData("https://management.chinacloudapi.cn/", null, "https://login.chinacloudapi.cn/")]
    [InlineData("https://arm.stack.example/", "https://login.stack.example/", "https://login.stack.example/")]
    [InlineData("https://arm.stack.example/", null, null)]
    public void Authority_BelongsToTheEndpoint(string endpoint, string? given, string? authority)
    {
        var connection = Connection(null) with { CaPem = null, Endpoint = new Uri(endpoint), AuthorityHost = given is null ? null : new Uri(given) };
        Assert.Equal(authority, AciAccess.FindAuthority(connection)?.ToString());
    }

    private TokenRequestContext Context => new([$"{azure.Endpoint}.default"]);

    private AciConnection Connection(AciCredential? credential) => azure.Connection("burst") with { Credential = credential };

    private string Secret(string content)
    {
        var file = folder.Write("principal.json", content);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }

    private static JsonNode Claims(AccessToken token)
    {
        var part = token.Token.Split('.')[1].Replace('-', '+').Replace('_', '/');
        return JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(part.PadRight((part.Length + 3) / 4 * 4, '='))))!;
    }
}
