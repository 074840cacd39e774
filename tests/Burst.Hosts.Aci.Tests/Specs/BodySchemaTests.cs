using System.Text.Json.Nodes;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Units;
using Burst.Hosts.Aci.Mapping;
using Burst.Hosts.Aci.Tests.Doubles;
using Burst.Testing.Specs;

namespace Burst.Hosts.Aci.Tests.Specs;

public sealed class BodySchemaTests
{
    [SpecFact]
    public void Body_OfEveryTierAndPolicy_IsAsTheSpecificationSays()
    {
        var api = OpenApi.Load("2023-05-01");
        var container = A.Container() with
        {
            Command = ["/bin/sh", "-c"],
            Args = ["echo hi"],
            Ports = [new ContainerPort(8080, "tcp", "web"), new ContainerPort(8080, "UDP", null)],
            Limits = new Resources(500, 512),
        };
        foreach (var tier in new[] { Tier.Aci, Tier.AciSpot })
        {
            foreach (var policy in Enum.GetValues<RestartPolicy>())
            {
                var launch = A.Launch(
                    A.Spec(container, A.Container("side")) with { RestartPolicy = policy }, tier: tier,
                    environment: [new("MODE", "prod", false), new("EMPTY", "", false), new("TOKEN", "s3cret", true)]);
                var body = JsonNode.Parse(GroupMapping.ToBody(launch, A.Options()));
                Assert.Empty(new SchemaChecker(api).Errors(body, api.Definition("ContainerGroup")));
            }
        }
    }
}
