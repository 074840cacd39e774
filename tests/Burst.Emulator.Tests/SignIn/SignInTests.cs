using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Burst.Emulator.Tests.SignIn;

public sealed class SignInTests
{
    private const string Client = "99999999-8888-7777-6666-555555555555";

    [Fact]
    public async Task Metadata_OfTheOldVersion_NamesAnAuthorityThatAnswers()
    {
        await using var emulation = await Emulation.StartAsync();
        var old = await ReadAsync(emulation, "/metadata/endpoints?api-version=2015-01-01");
        var login = old["authentication"]!["loginEndpoint"]!.GetValue<string>();
        Assert.Equal($"{Root(emulation)}/adfs", login);
        Assert.Equal(Root(emulation), old["authentication"]!["audiences"]![0]!.GetValue<string>());
        var authority = await ReadAsync(emulation, $"{login}/.well-known/openid-configuration");
        Assert.Equal($"{login}/oauth2/token", authority["token_endpoint"]!.GetValue<string>());
    }

    [Fact]
    public async Task Metadata_OfLaterVersions_IsAListAndThenOneCloud()
    {
        await using var emulation = await Emulation.StartAsync();
        var clouds = await ReadAsync(emulation, "/metadata/endpoints?api-version=2019-05-01");
        Assert.Equal(Root(emulation), Assert.Single(clouds.AsArray())!["resourceManager"]!.GetValue<string>());
        var cloud = await ReadAsync(emulation, "/metadata/endpoints?api-version=2022-09-01");
        Assert.Equal(clouds[0]!.ToJsonString(), cloud.ToJsonString());
    }

    [Theory]
    [InlineData("/adfs/.well-known/openid-configuration", "/adfs/oauth2/token")]
    [InlineData("/adfs/adfs/.well-known/openid-configuration", "/adfs/oauth2/token")]
    [InlineData("/common/v2.0/.well-known/openid-configuration", "/common/oauth2/v2.0/token")]
    [InlineData("/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee/v2.0/.well-known/openid-configuration", "/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee/oauth2/v2.0/token")]
    public async Task Authority_TellsItsTokenEndpoint(string path, string endpoint)
    {
        await using var emulation = await Emulation.StartAsync();
        var authority = await ReadAsync(emulation, path);
        Assert.Equal(Root(emulation) + endpoint, authority["token_endpoint"]!.GetValue<string>());
        Assert.NotNull(authority["authorization_endpoint"]);
    }

    [Theory]
    [InlineData("/adfs/oauth2/token", "scope=https://arm.example/.default", "https://arm.example", "00000000-0000-0000-0000-00000000ffff")]
    [InlineData("/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee/oauth2/v2.0/token", "scope=https://arm.example//.default", "https://arm.example/", "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee")]
    [InlineData("/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee/oauth2/token", "resource=https://arm.example", "https://arm.example", "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee")]
    public async Task Token_OfAServicePrincipal_HasTheClaimsClientsRead(string path, string wanted, string audience, string tenant)
    {
        await using var emulation = await Emulation.StartAsync();
        var answer = await PostAsync(emulation, path, $"grant_type=client_credentials&client_id={Client}&client_secret=x&{wanted}");
        Assert.Equal(200, answer.Status);
        Assert.Equal(("Bearer", 3599), (answer["token_type"]!.GetValue<string>(), answer["expires_in"]!.GetValue<int>()));
        var claims = Claims(answer["access_token"]!.GetValue<string>());
        Assert.Equal((audience, tenant, Client), (Text(claims, "aud"), Text(claims, "tid"), Text(claims, "appid")));
        Assert.Equal(emulation.Time.GetUtcNow().ToUnixTimeSeconds() + 3599, claims["exp"]!.GetValue<long>());
    }

    [Fact]
    public async Task Token_IsSignedByTheKeyOfTheAuthority_AndOpensTheService()
    {
        await using var emulation = await Emulation.StartAsync();
        var answer = await PostAsync(emulation, "/adfs/oauth2/token", $"grant_type=client_credentials&client_id={Client}&client_secret=x&resource=r");
        var token = answer["access_token"]!.GetValue<string>();
        var key = (await ReadAsync(emulation, "/adfs/discovery/keys"))["keys"]![0]!;
        using var verifier = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = Base64Url.DecodeFromChars(Text(key, "x")), Y = Base64Url.DecodeFromChars(Text(key, "y")) },
        });
        var dot = token.LastIndexOf('.');
        Assert.True(verifier.VerifyData(Encoding.ASCII.GetBytes(token[..dot]), Base64Url.DecodeFromChars(token.AsSpan(dot + 1)), HashAlgorithmName.SHA256));
        emulation.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Assert.Equal(200, (await emulation.GetAsync("/subscriptions")).Status);
    }

    [Fact]
    public async Task Token_ForAnAssertion_IsGivenToo()
    {
        await using var emulation = await Emulation.StartAsync();
        var form = $"grant_type=client_credentials&client_id={Client}&scope=r/.default&client_assertion=abc" +
            "&client_assertion_type=" + Uri.EscapeDataString("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        Assert.Equal(200, (await PostAsync(emulation, "/adfs/oauth2/token", form)).Status);
    }

    [Theory]
    [InlineData("grant_type=password&client_id=c&username=u", 400, "unsupported_grant_type")]
    [InlineData("grant_type=client_credentials&client_secret=x&resource=r", 400, "invalid_request")]
    [InlineData("grant_type=client_credentials&client_id=c&resource=r", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id=c&client_assertion=a&resource=r", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id=c&client_secret=x&scope=r", 400, "invalid_scope")]
    public async Task Token_WithoutWhatItTakes_IsRefusedInOAuthsWords(string form, int status, string error)
    {
        await using var emulation = await Emulation.StartAsync();
        var answer = await PostAsync(emulation, "/adfs/oauth2/token", form);
        Assert.Equal((status, error), (answer.Status, answer["error"]!.GetValue<string>()));
        Assert.Contains("AADSTS", answer["error_description"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/msi/token/?resource=https://arm.example&api-version=2017-09-01", "secret", "00000000-0000-0000-0000-00000000fffe")]
    [InlineData("/msi/token?resource=https://arm.example&api-version=2019-08-01&client_id=" + Client, "X-IDENTITY-HEADER", Client)]
    [InlineData("/metadata/identity/oauth2/token?resource=https://arm.example&api-version=2018-02-01", "Metadata", "00000000-0000-0000-0000-00000000fffe")]
    public async Task ManagedIdentity_WithItsHeader_HasAToken(string path, string header, string client)
    {
        await using var emulation = await Emulation.StartAsync();
        emulation.Client.DefaultRequestHeaders.Authorization = null;
        emulation.Client.DefaultRequestHeaders.Add(header, "true");
        var answer = await ReadAsync(emulation, path);
        Assert.Equal((client, "https://arm.example", "Bearer"), (Text(answer, "client_id"), Text(answer, "resource"), Text(answer, "token_type")));
        Assert.Equal((emulation.Time.GetUtcNow().ToUnixTimeSeconds() + 3599).ToString(), Text(answer, "expires_on"));
        Assert.Equal("https://arm.example", Text(Claims(Text(answer, "access_token")), "aud"));
    }

    [Theory]
    [InlineData("/msi/token?resource=r")]
    [InlineData("/metadata/identity/oauth2/token?resource=r")]
    public async Task ManagedIdentity_WithoutItsHeader_IsRefused(string path)
    {
        await using var emulation = await Emulation.StartAsync();
        using var response = await emulation.Client.GetAsync(path);
        var answer = await Answer.ReadAsync(response);
        Assert.Equal((400, "invalid_request"), (answer.Status, answer["error"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Tenants_AndSubscriptions_BelongTogether()
    {
        await using var emulation = await Emulation.StartAsync();
        var tenant = (await emulation.GetAsync("/tenants")).Json["value"]![0]!["tenantId"]!.GetValue<string>();
        var subscription = (await emulation.GetAsync("/subscriptions")).Json["value"]![0]!;
        Assert.Equal(tenant, subscription["tenantId"]!.GetValue<string>());
    }

    private static string Root(Emulation emulation) => emulation.Server.Endpoint.GetLeftPart(UriPartial.Authority);

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static JsonNode Claims(string token) => JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]))!;

    private static async Task<JsonNode> ReadAsync(Emulation emulation, string path)
    {
        using var response = await emulation.Client.GetAsync(path);
        var answer = await Answer.ReadAsync(response);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }

    private static async Task<Answer> PostAsync(Emulation emulation, string path, string form)
    {
        emulation.Client.DefaultRequestHeaders.Authorization = null;
        using var content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await emulation.Client.PostAsync(path, content);
        return await Answer.ReadAsync(response);
    }
}
