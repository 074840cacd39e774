using Burst.Core.Nodes;
using Burst.Server.Configuration;
using Burst.Server.Sweeping;
using Burst.Server.Tests.Support;

namespace Burst.Server.Tests.Configuration;

/// <summary>How a virtual node says where its cloud is and how it signs in.</summary>
public sealed class CredentialSettingsTests : IDisposable
{
    private const string Id = "11111111-1111-1111-1111-111111111111";

    private static readonly AciConfig Aci = new() { Name = "aci", Subscription = "00000000-0000-0000-0000-000000000001", ResourceGroup = "burst", Region = "westeurope" };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(null, null)]
    [InlineData("default", null)]
    [InlineData("managed-identity", AciCredentialKind.ManagedIdentity)]
    [InlineData($"managed-identity:{Id}", AciCredentialKind.ManagedIdentity)]
    [InlineData("workload-identity", AciCredentialKind.WorkloadIdentity)]
    [InlineData("service-principal", AciCredentialKind.ServicePrincipal)]
    public void Credential_IsRead_AndWrittenAsItWasGiven(string? text, AciCredentialKind? kind)
    {
        var credential = AciNode.Read(Aci with { Credential = text }).Aci!.Credential;

        Assert.Equal(kind, credential?.Kind);
        Assert.Equal(text is null or "default" ? null : text, credential?.Text);
    }

    [Theory]
    [InlineData("secret", null, "credential: 'secret' is not known; default, managed-identity")]
    [InlineData("managed-identity:mine", null, "credential: 'mine' is not the client id of a managed identity; a GUID is.")]
    [InlineData("service-principal:hunter2", null, "credential: nothing follows service-principal")]
    [InlineData("managed-identity", "/etc/sp.json", "credentialFile: is for credential service-principal, not managed-identity")]
    [InlineData(null, "/etc/sp.json", "credentialFile: is for credential service-principal, not default")]
    [InlineData("service-principal", "sp.json", "credentialFile: 'sp.json' is not an absolute path")]
    [InlineData("service-principal", "/nowhere/sp.json", "credentialFile: Could not find")]
    public void Credential_ThatIsWrong_IsNamedWithItsKey(string? credential, string? file, string expected)
    {
        var error = Assert.Single(Assert.Throws<ConfigException>(() => AciNode.Read(Aci with { Credential = credential, CredentialFile = file })).Errors);
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error, StringComparison.Ordinal);
    }

    [Fact]
    public void ServicePrincipal_IsKeptAsTheNameOfItsFile()
    {
        var file = folder.Write("sp.json", """{"tenant":"t","appId":"a","password":"hidden"}""");
        File.SetUnixFileMode(file, UnixFileMode.UserRead);

        var node = AciNode.Read(Aci with { Credential = "service-principal", CredentialFile = file });
        Assert.Equal(file, node.Aci!.Credential!.File);
        Assert.DoesNotContain("hidden", System.Text.Json.JsonSerializer.Serialize(node, Core.Serialization.CoreJson.Default.ClusterObject), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "https://management.azure.com/")]
    [InlineData("AzureCloud", "https://management.azure.com/")]
    [InlineData("azureusgovernment", "https://management.usgovcloudapi.net/")]
    [InlineData("AzureChinaCloud", "https://management.chinacloudapi.cn/")]
    public void Cloud_GivesTheEndpoint(string? cloud, string endpoint) =>
        Assert.Equal(endpoint, AciNode.Read(Aci with { Cloud = cloud }).Aci!.Endpoint.ToString());

    [Theory]
    [InlineData("AzureGermanCloud", null, "cloud: 'AzureGermanCloud' is not known; AzureCloud, AzureUSGovernment, AzureChinaCloud are")]
    [InlineData("AzureCloud", "https://arm.example/", "cloud: endpoint names a cloud already")]
    public void Cloud_ThatIsWrong_IsNamedWithItsKey(string cloud, string? endpoint, string expected) =>
        Assert.StartsWith(
            expected, Assert.Single(Assert.Throws<ConfigException>(() => AciNode.Read(Aci with { Cloud = cloud, Endpoint = endpoint })).Errors), StringComparison.Ordinal);
}
