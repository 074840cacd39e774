using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Units;
using Burst.Hosts.Aci.Mapping;
using Burst.Hosts.Aci.Tests.Doubles;

namespace Burst.Hosts.Aci.Tests.Mapping;

public sealed class GroupMappingTests
{
    [Fact]
    public void Body_OfAWholePod_IsExactlyThis()
    {
        var container = A.Container(cpuMillis: 1505, memoryMib: 1500) with
        {
            Command = ["/bin/sh", "-c"],
            Args = ["echo hi"],
            Ports = [new ContainerPort(8080, "tcp", "web"), new ContainerPort(8080, "TCP", "again"), new ContainerPort(8080, "UDP", null)],
            Limits = new Resources(0, 2048),
        };
        var launch = A.Launch(
            A.Spec(container),
            tier: Tier.AciSpot,
            environment: [new("MODE", "prod", false), new("EMPTY", "", false), new("TOKEN", "s3cret", true), new("MODE", "test", false)]);

        const string Expected = """
            {
              "location": "westeurope",
              "tags": {
                "burst-owner": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                "burst-node": "aci-westeurope",
                "burst-pod-uid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                "burst-namespace": "default",
                "burst-name": "web-1",
                "burst-fencing-token": "7",
                "burst-tier": "aci-spot",
                "burst-expiry": "2026-03-02T12:00:00Z"
              },
              "properties": {
                "sku": "Standard",
                "priority": "Spot",
                "osType": "Linux",
                "restartPolicy": "Never",
                "containers": [
                  {
                    "name": "main",
                    "properties": {
                      "image": "nginx:1.27",
                      "command": ["/bin/sh", "-c", "echo hi"],
                      "ports": [{ "protocol": "TCP", "port": 8080 }, { "protocol": "UDP", "port": 8080 }],
                      "environmentVariables": [
                        { "name": "MODE", "value": "test" },
                        { "name": "EMPTY", "value": "" },
                        { "name": "TOKEN", "secureValue": "s3cret" }
                      ],
                      "resources": {
                        "requests": { "cpu": 1.51, "memoryInGB": 1.5 },
                        "limits": { "memoryInGB": 1.5 }
                      }
                    }
                  }
                ]
              }
            }
            """;
        Assert.Equal(JsonNode.Parse(Expected)!.ToJsonString(), Encoding.UTF8.GetString(GroupMapping.ToBody(launch, A.Options())));
    }

    [Fact]
    public void Body_OfTheSameLaunch_IsTheSameBytes()
    {
        var launch = A.Launch();
        Assert.Equal(GroupMapping.ToBody(launch, A.Options()), GroupMapping.ToBody(launch, A.Options()));
    }

    [Theory]
    [InlineData(RestartPolicy.Always, "Always")]
    [InlineData(RestartPolicy.OnFailure, "OnFailure")]
    [InlineData(RestartPolicy.Never, "Never")]
    public void Body_HasTheRestartPolicy(RestartPolicy policy, string expected) =>
        Assert.Equal(expected, Properties(A.Spec() with { RestartPolicy = policy })["restartPolicy"]!.GetValue<string>());

    [Fact]
    public void Body_OfTheRegularTier_NamesNoPriority() => Assert.Null(Properties(A.Spec())["priority"]);

    [Theory]
    [InlineData(100, 128, "1", "1")]
    [InlineData(1000, 1024, "1", "1")]
    [InlineData(2005, 4000, "2.01", "4")]
    [InlineData(250, 10240, "1", "10")]
    public void Body_RequestsAreRoundedUpAndNeverBelowTheMinimum(long cpuMillis, long memoryMib, string cpu, string memory)
    {
        var requests = Container(Properties(A.Spec(A.Container(cpuMillis: cpuMillis, memoryMib: memoryMib))), 0)["resources"]!["requests"]!;
        Assert.Equal((cpu, memory), (requests["cpu"]!.ToJsonString(), requests["memoryInGB"]!.ToJsonString()));
    }

    [Theory]
    [InlineData(4000, "3")] // Above the group's total of 3: the total.
    [InlineData(500, "1")] // Below its request: the request.
    [InlineData(1501, "1.51")]
    public void Body_LimitsStayBetweenTheRequestAndTheGroupsTotal(long limitMillis, string expected)
    {
        var limited = A.Container("a", 1000, 1024) with { Limits = new Resources(limitMillis, 0) };
        var limits = Container(Properties(A.Spec(limited, A.Container("b", 2000, 2048))), 0)["resources"]!["limits"]!;
        Assert.Equal(expected, limits["cpu"]!.ToJsonString());
        Assert.Null(limits["memoryInGB"]);
    }

    [Fact]
    public void Body_APortOfTwoContainers_BelongsToTheFirst()
    {
        ImmutableArray<ContainerPort> ports = [new ContainerPort(80, "TCP", null)];
        var properties = Properties(A.Spec(A.Container("a") with { Ports = ports }, A.Container("b") with { Ports = ports }));
        Assert.Single(Container(properties, 0)["ports"]!.AsArray());
        Assert.Empty(Container(properties, 1)["ports"]!.AsArray());
    }

    [Fact]
    public void Name_FitsAciAndFollowsFromTheUidAlone()
    {
        Assert.Equal(A.GroupName, GroupName.Of(A.Uid));
        Assert.Matches("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$", GroupName.Of(A.Uid));
        Assert.DoesNotContain("--", GroupName.Of(A.Uid));
    }

    [Theory]
    [InlineData("7c9e6679-7425-40de-944b-e07fc1f90ae7", "aci-westeurope", "0f8fad5b-d9cb-469f-a165-70867728950e", nameof(GroupOwnership.Ours))]
    [InlineData("7C9E6679-7425-40DE-944B-E07FC1F90AE7", "aci-westeurope", "0F8FAD5B-D9CB-469F-A165-70867728950E", nameof(GroupOwnership.Ours))]
    [InlineData("00000000-7425-40de-944b-e07fc1f90ae7", "aci-westeurope", "0f8fad5b-d9cb-469f-a165-70867728950e", nameof(GroupOwnership.Others))]
    [InlineData("7c9e6679-7425-40de-944b-e07fc1f90ae7", "aci-other", "0f8fad5b-d9cb-469f-a165-70867728950e", nameof(GroupOwnership.Others))]
    [InlineData("7c9e6679-7425-40de-944b-e07fc1f90ae7", "aci-westeurope", "11111111-d9cb-469f-a165-70867728950e", nameof(GroupOwnership.Unclear))]
    [InlineData("7c9e6679-7425-40de-944b-e07fc1f90ae7", "aci-westeurope", "not a uid", nameof(GroupOwnership.Unclear))]
    [InlineData("7c9e6679-7425-40de-944b-e07fc1f90ae7", "aci-westeurope", null, nameof(GroupOwnership.Unclear))]
    [InlineData("7c9e6679-7425-40de-944b-e07fc1f90ae7", null, "0f8fad5b-d9cb-469f-a165-70867728950e", nameof(GroupOwnership.Unclear))]
    [InlineData(null, "aci-westeurope", "0f8fad5b-d9cb-469f-a165-70867728950e", nameof(GroupOwnership.Unclear))]
    public void Tags_SayWhoseAGroupIs(string? owner, string? node, string? uid, string expected)
    {
        var tags = new Dictionary<string, string?> { ["Burst-Owner"] = owner, ["burst-node"] = node, ["burst-pod-uid"] = uid };
        Assert.Equal(expected, GroupTags.Classify(A.GroupName, tags, A.Options()).ToString());
        Assert.Equal(GroupOwnership.Unclear, GroupTags.Classify(A.GroupName, null, A.Options()));
    }

    private static JsonNode Properties(PodSpec spec) =>
        JsonNode.Parse(GroupMapping.ToBody(A.Launch(spec), A.Options()))!["properties"]!;

    private static JsonNode Container(JsonNode properties, int index) => properties["containers"]![index]!["properties"]!;
}
