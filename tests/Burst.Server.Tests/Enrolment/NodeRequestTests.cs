using System.Text;
using Burst.Api.Enrolment;
using Burst.Core.Ids;
using Burst.Server.Configuration;
using Burst.Server.Enrolment;
using Burst.Server.Tests.Security;
using Burst.Server.Tests.Support;
using Burst.Testing.Pricing;

namespace Burst.Server.Tests.Enrolment;

/// <summary>What a request for a node to join may say, and where it may have tokens sent.</summary>
public sealed class NodeRequestTests
{
    private static readonly AciConfig Real = new()
    {
        Name = "aci-west", Subscription = "00000000-0000-0000-0000-000000000001", ResourceGroup = "burst", Region = "westeurope",
    };

    [Theory]
    [InlineData("https://management.azure.com/")]
    [InlineData("https://MANAGEMENT.usgovcloudapi.net")]
    [InlineData("https://management.chinacloudapi.cn/")]
    public void AzuresOwnEndpoints_TakeTokens_OnceThereIsASpendCap(string endpoint)
    {
        var node = Read(Real with { Endpoint = endpoint, Audience = "https://management.core.windows.net/" }, "5.00");

        Assert.Equal(("aci-west", "westeurope", new Uri(endpoint)), (node.Metadata.Name, node.Region, node.Aci!.Endpoint));
        Assert.Equal(new Uri("https://management.core.windows.net/"), node.Aci.Audience);
        Assert.Equal(Tier.Aci, Assert.Single(node.Tiers));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("https://management.azure.com.evil.example/")]
    [InlineData("https://management.azure.com:8443/")]
    public void AnyOtherEndpoint_IsRefused_ForATokenWouldBeSentThere(string endpoint) =>
        Assert.StartsWith($"endpoint: '{endpoint}' is none of Azure's own", Assert.Single(Refused(Real with { Endpoint = endpoint }, "5.00")), StringComparison.Ordinal);

    [Fact]
    public void Request_MayChooseHowAzureIsSignedInTo_ButNamesNoFile_NoAuthority_AndSendsNothingToAnEmulator()
    {
        Assert.Equal("managed-identity", Read(Real with { Credential = "managed-identity" }, "5.00").Aci!.Credential!.Text);
        Assert.StartsWith(
            "credentialFile: files of this machine are not read for a request",
            Assert.Single(Refused(Real with { Credential = "service-principal", CredentialFile = "/etc/shadow" }, "5.00")), StringComparison.Ordinal);
        Assert.StartsWith(
            "authorityHost: where secrets are sent is not for a request to say",
            Assert.Single(Refused(Real with { AuthorityHost = "https://evil.example/" }, "5.00")), StringComparison.Ordinal);
        Assert.StartsWith(
            "credential: none is sent to an emulator that a request names",
            Assert.Single(Refused(Real with { Endpoint = "https://127.0.0.1:28443", EmulatorCaPem = Pem(), Credential = "service-principal" }, null)), StringComparison.Ordinal);
    }

    [Fact]
    public void RealSubscription_WithoutSpendCap_IsRefused_AndSaysHowToGiveOne()
    {
        var reason = Assert.Single(Refused(Real, null));

        Assert.StartsWith("spendCapPerHour: must be set before a real subscription is used (node aci-west)", reason, StringComparison.Ordinal);
        Assert.Contains("--spend-cap-per-hour", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Emulator_NeedsNoCap_AndMayBeAnywhere()
    {
        var node = Read(Real with { Endpoint = "https://127.0.0.1:28443", EmulatorCaPem = Pem() }, null);

        Assert.True(node.Aci!.IsEmulator);
    }

    [Fact]
    public void RegionWithoutAPrice_IsRefused_ForNothingCouldRunThere()
    {
        var prices = new FixedPrices();
        prices.UnpricedRegions.Add("atlantis");

        Assert.StartsWith("region: nothing could run there", Assert.Single(Refused(Real with { Region = "atlantis" }, "5.00", prices)), StringComparison.Ordinal);
    }

    [Fact]
    public void EverythingWrong_IsSaidAtOnce_EachByItsKey()
    {
        var wrong = new AciConfig
        {
            Name = "Not_A_Name", Endpoint = "http://x", Audience = "management", Subscription = "mine", ResourceGroup = "bur*st", Region = "West Europe", Zone = "north",
            Tiers = ["vm"], Subnet = "subnet", Identity = "me", EmulatorCa = "/etc/passwd", EmulatorCaPem = "no certificate", CoreQuota = 0,
        };

        var reasons = Refused(wrong, null);

        Assert.Equal(
            ["name", "emulatorCa", "region", "endpoint", "subscription", "resourceGroup", "subnet", "identity", "zone", "audience", "emulatorCaPem", "tiers", "coreQuota and groupQuota are 1 to 100000."],
            reasons.Select(reason => reason.Split(':')[0]));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{ "name": "a", "subscriptionId": "x" }""")]
    public void AnotherBody_IsRefused_AndSaysWhatIsExpected(string body)
    {
        var refused = Assert.Throws<EnrolmentRefusedException>(() => NodeRequest.Read(Encoding.UTF8.GetBytes(body), Settings(null), "eastus", new FixedPrices()));

        Assert.Contains("aci[]", refused.Message, StringComparison.Ordinal);
    }

    private static Core.Nodes.Node Read(AciConfig aci, string? cap, FixedPrices? prices = null) =>
        NodeRequest.Read(NodeRequest.Write(aci), Settings(cap), "eastus", prices ?? new FixedPrices());

    private static IReadOnlyList<string> Refused(AciConfig aci, string? cap, FixedPrices? prices = null) =>
        Assert.Throws<EnrolmentRefusedException>(() => Read(aci, cap, prices)).Reasons;

    private static string Pem()
    {
        using var folder = new TemporaryFolder();
        using var certificates = Certificates.Create(folder.At("pki"));
        return File.ReadAllText(folder.At("pki/ca.pem"));
    }

    private static ServerSettings Settings(string? cap) =>
        new ConfigValidator(new BurstConfig { SpendCapPerHour = cap }, new FixedPrices()).Validate("/nowhere");
}
