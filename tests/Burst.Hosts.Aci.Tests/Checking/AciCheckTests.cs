using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Azure.Identity;
using Burst.Core.Nodes;
using Burst.Hosts.Aci.Checking;
using Burst.Hosts.Aci.Tests.Doubles;

namespace Burst.Hosts.Aci.Tests.Checking;

/// <summary>Each thing that is missing is named with what to do about it, and what cannot be seen is no failure.</summary>
public sealed class AciCheckTests
{
    private const string Subnet = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/v/subnets/s";

    private readonly ManualTime time = new();
    private readonly Answers arm;

    public AciCheckTests() => arm = new Answers(time);

    [Fact]
    public void AllThere_IsGood_ThroughoutAndInOrder()
    {
        var findings = Run();

        Assert.All(findings, finding => Assert.Equal((AciVerdict.Good, ""), (finding.Verdict, finding.Remedy)));
        Assert.Equal(["sign-in", "resource group", "clock", "roles", "provider", "quota", "quota"], findings.Select(finding => finding.Subject));
        Assert.Contains(findings, finding => finding.Message == "StandardCores: 12 of 100 used in westeurope");
    }

    [Theory]
    [InlineData("containerGroups?", 404, """{"error":{"code":"ResourceGroupNotFound","message":"no"}}""", "resource group", "az group create --subscription 11111111-2222-3333-4444-555555555555 -n burst-rg -l westeurope")]
    [InlineData("containerGroups?", 401, """{"error":{"code":"InvalidAuthenticationTokenTenant"}}""", "resource group", "tenant of the subscription")]
    [InlineData("containerGroups?", 403, """{"error":{"code":"AuthorizationFailed"}}""", "resource group", "--role-definition")]
    [InlineData("permissions", 200, """{"value":[{"actions":["*/read"],"notActions":[]}]}""", "roles", "az role assignment create")]
    [InlineData("permissions", 200, """{"value":[{"actions":["*"],"notActions":["Microsoft.ContainerInstance/*/delete"]}]}""", "roles", "az role definition create")]
    [InlineData("providers/Microsoft.ContainerInstance?", 200, """{"registrationState":"NotRegistered"}""", "provider", "az provider register -n Microsoft.ContainerInstance")]
    [InlineData("providers/Microsoft.ContainerInstance?", 200, """{"registrationState":"Registered","resourceTypes":[{"resourceType":"containerGroups","locations":["East US"]}]}""", "region", "choose one of eastus")]
    [InlineData("usages", 200, """{"value":[{"currentValue":100,"limit":100,"name":{"value":"ContainerGroups"}}]}""", "quota", "ask for more")]
    public void WhatIsMissing_IsNamed_WithItsRemedy(string path, int status, string body, string subject, string remedy)
    {
        arm.Set(path, status, body);

        var missing = Assert.Single(Run(), finding => finding.Verdict == AciVerdict.Missing);

        Assert.Equal(subject, missing.Subject);
        Assert.Contains(remedy, missing.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingRights_AreNamedOneByOne_AtTheirScope()
    {
        arm.Set("permissions", 200, """{"value":[{"actions":["Microsoft.ContainerInstance/*"],"notActions":["Microsoft.ContainerInstance/containerGroups/write"]},{"actions":["*/read"]}]}""");

        var missing = Run(Place with { SubnetId = Subnet }).Where(finding => finding.Verdict == AciVerdict.Missing).Select(finding => finding.Message);

        Assert.Equal(
            [
                "not allowed at /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/burst-rg: Microsoft.ContainerInstance/containerGroups/write",
                $"not allowed at {Subnet}: Microsoft.Network/virtualNetworks/subnets/join/action",
            ],
            missing);
    }

    [Theory]
    [InlineData("permissions", "roles")]
    [InlineData("providers/Microsoft.ContainerInstance?", "provider")]
    [InlineData("usages", "quota")]
    public void WhatMayNotBeSeen_IsUnsure_AndNoFailure(string path, string subject)
    {
        arm.Set(path, 403, """{"error":{"code":"AuthorizationFailed","message":"no"}}""");

        var unsure = Assert.Single(Run(), finding => finding.Verdict != AciVerdict.Good);

        Assert.Equal((subject, AciVerdict.Unsure), (unsure.Subject, unsure.Verdict));
    }

    [Fact]
    public void WrongClock_IsMissing()
    {
        arm.Skew = TimeSpan.FromMinutes(-7);

        Assert.Contains("7 minutes ahead of", Assert.Single(Run(), finding => finding.Verdict == AciVerdict.Missing).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhoCannotSignIn_IsToldHow_AndNothingElseIsAsked()
    {
        var finding = Assert.Single(Run(failure: new CredentialUnavailableException("nothing here")));

        Assert.Equal(("sign-in", AciVerdict.Missing), (finding.Subject, finding.Verdict));
        Assert.Contains("az login", finding.Remedy, StringComparison.Ordinal);
        Assert.Equal(0, arm.Requests);
    }

    [Theory]
    [InlineData("*", "Microsoft.A/b/read", true)]
    [InlineData("*/read", "Microsoft.A/b/read", true)]
    [InlineData("*/read", "Microsoft.A/b/write", false)]
    [InlineData("microsoft.a/B/*", "Microsoft.A/b/c/read", true)]
    [InlineData("Microsoft.A/*/read", "Microsoft.A/b/c/read", true)]
    [InlineData("Microsoft.A/*/x/*", "Microsoft.A/b/x/read", true)]
    [InlineData("Microsoft.A/*/x/*", "Microsoft.A/b/y/read", false)]
    [InlineData("Microsoft.A/b", "Microsoft.A/b/read", false)]
    [InlineData("ab*ba", "aba", false)]
    public void Pattern_CoversAnAction(string pattern, string action, bool covers) => Assert.Equal(covers, NeededRights.Covers(pattern, action));

    [Fact]
    public void RoleDefinition_IsTheLeast_AndAssignableWhereItIsNeeded() => Assert.Equal(
        """
        {
          "Name": "Burst container groups in burst-rg",
          "IsCustom": true,
          "Description": "What burst up needs to run pods as container groups, and no more.",
          "Actions": [
            "Microsoft.ContainerInstance/containerGroups/read",
            "Microsoft.ContainerInstance/containerGroups/write",
            "Microsoft.ContainerInstance/containerGroups/delete",
            "Microsoft.ContainerInstance/containerGroups/containers/logs/read",
            "Microsoft.Network/virtualNetworks/subnets/read",
            "Microsoft.Network/virtualNetworks/subnets/join/action",
            "Microsoft.Authorization/permissions/read"
          ],
          "NotActions": [],
          "DataActions": [],
          "NotDataActions": [],
          "AssignableScopes": [
            "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/burst-rg",
            "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/net"
          ]
        }
        """,
        NeededRights.ToRoleDefinition(Place with { SubnetId = Subnet }).ReplaceLineEndings("\n"));

    [Fact]
    public void RoleDefinitionWithCommands_HasTheirRightsToo_AndSoHasTheCheck()
    {
        string[] more =
        [
            "Microsoft.ContainerInstance/containerGroups/containers/exec/action", "Microsoft.ContainerInstance/containerGroups/restart/action",
            "Microsoft.ContainerInstance/containerGroups/stop/action", "Microsoft.ContainerInstance/containerGroups/start/action",
        ];
        Assert.Equal(more, ActionsOf(NeededRights.ToRoleDefinition(Place, withCommands: true)).Except(ActionsOf(NeededRights.ToRoleDefinition(Place))));

        var least = string.Join(',', ActionsOf(NeededRights.ToRoleDefinition(Place)).Select(action => $"\"{action}\""));
        arm.Set("permissions", 200, $$"""{"value":[{"actions":[{{least}}],"notActions":[]}]}""");
        Assert.All(Run(), finding => Assert.Equal(AciVerdict.Good, finding.Verdict));
        var missing = Assert.Single(Run(withCommands: true), finding => finding.Verdict == AciVerdict.Missing);
        Assert.EndsWith(string.Join(", ", more), missing.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> ActionsOf(string role) => JsonNode.Parse(role)!["Actions"]!.AsArray().Select(action => (string)action!);

    private static AciConnection Place => new() { Endpoint = A.Options().Endpoint, Subscription = A.Options().SubscriptionId, ResourceGroup = "burst-rg" };

    private IReadOnlyList<AciFinding> Run(AciConnection? place = null, Exception? failure = null, bool withCommands = false) => time.Run(new AciCheck(
        place ?? Place, "westeurope", new FixedToken(failure), new HttpClientTransport(arm), time, new CountingIds()) { WithCommands = withCommands }.RunAsync(CancellationToken.None));

    /// <summary>An Azure where all is well but for what is set.</summary>
    private sealed class Answers(TimeProvider time) : HttpMessageHandler
    {
        private readonly List<(string Path, int Status, string Body)> answers =
        [
            ("permissions", 200, """{"value":[{"actions":["*"],"notActions":[]}]}"""),
            ("usages", 200, """{"value":[{"currentValue":3,"limit":100,"name":{"value":"ContainerGroups"}},{"currentValue":12,"limit":100,"name":{"value":"StandardCores"}}]}"""),
            ("containerGroups?", 200, """{"value":[]}"""),
            ("providers/Microsoft.ContainerInstance?", 200, """{"registrationState":"Registered","resourceTypes":[{"resourceType":"containerGroups","locations":["West Europe"]}]}"""),
        ];

        public TimeSpan Skew { get; set; }

        public int Requests { get; private set; }

        public void Set(string path, int status, string body) => answers.Insert(0, (path, status, body));

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            var (_, status, body) = answers.First(answer => request.RequestUri!.PathAndQuery.Contains(answer.Path, StringComparison.Ordinal));
            var reply = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            reply.Headers.Date = time.GetUtcNow() + Skew;
            return Task.FromResult(reply);
        }
    }
}
