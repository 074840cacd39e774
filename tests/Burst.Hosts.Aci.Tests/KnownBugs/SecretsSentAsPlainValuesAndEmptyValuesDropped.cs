using System.Text.Json.Nodes;
using Burst.Core.Hosts;
using Burst.Hosts.Aci.Tests.Doubles;
using Burst.Hosts.Aci.Tests.Emulated;

namespace Burst.Hosts.Aci.Tests.KnownBugs;

/// <summary>
/// The environment reaches azure-aci's CreatePod as names and values only, so getACIEnvVar never sees that one comes from a Secret:
/// it goes out as a plain value, which every reader of the group can see. Variables with an empty value are dropped.
/// </summary>
public sealed class SecretsSentAsPlainValuesAndEmptyValuesDropped
{
    private static readonly ResolvedEnv[] Environment =
    [
        new("TOKEN", "s3cret-s3cret", IsSecret: true),
        new("MODE", "fast", IsSecret: false),
        new("EMPTY", "", IsSecret: false),
    ];

    [Fact]
    public void Body_HasSecretsAsSecureValues_AndEmptyOnesAsEmpty()
    {
        var fixture = new AciFixture();
        fixture.Create(A.Launch(environment: Environment));
        var body = JsonNode.Parse(fixture.Arm.Journal.Single(request => request.Method == HttpMethod.Put).Body)!;

        Assert.Equal(
            ["""{"name":"TOKEN","secureValue":"s3cret-s3cret"}""", """{"name":"MODE","value":"fast"}""", """{"name":"EMPTY","value":""}"""],
            VariablesOf(body));
    }

    [Fact]
    public async Task Group_ReadBack_HasTheEmptyOneAndNoSecret()
    {
        await using var aci = await EmulatedAci.StartAsync();
        await aci.NewHost().CreateAsync(A.Launch(A.Program("/burst/echo"), environment: Environment), CancellationToken.None);

        var group = await aci.ReadGroupAsync(A.Uid);

        Assert.DoesNotContain("s3cret", group, StringComparison.Ordinal);
        Assert.Equal(
            ["""{"name":"TOKEN"}""", """{"name":"MODE","value":"fast"}""", """{"name":"EMPTY","value":""}"""],
            VariablesOf(JsonNode.Parse(group)!));
    }

    private static IEnumerable<string> VariablesOf(JsonNode group) =>
        group["properties"]!["containers"]![0]!["properties"]!["environmentVariables"]!.AsArray().Select(item => item!.ToJsonString());
}
