using System.Text.Json.Nodes;
using System.Text.Json;
using Burst.Emulator.Wire;
using Burst.Testing.Specs;

namespace Burst.Emulator.Tests.Specs;

public sealed class SchemaTests
{
    private const string Provider = $"/subscriptions/{Emulation.Subscription}/providers/Microsoft.ContainerInstance";
    private const string Group = Emulation.Groups + "/g";

    [SpecFact]
    public async Task EveryOperation_AnswersAsItsSpecificationSays()
    {
        await using var emulation = await Emulation.StartAsync();
        var visited = new HashSet<(string, string)>();
        foreach (var (method, path, body) in Tour())
        {
            visited.Add(await SendAsync(emulation, OpenApi.Load("2023-05-01"), method, path, body));
            emulation.Time.AdvanceSeconds(1);
        }

        Assert.Empty(OpenApi.Load("2023-05-01").Operations.Except(visited));
    }

    [SpecFact]
    public async Task Refusals_HaveTheShapeOfTheSpecification()
    {
        await using var emulation = await Emulation.StartAsync(o => o with { AutoCreateResourceGroups = false, Quota = new() { ContainerGroups = 0 } });
        var api = OpenApi.Load("2023-05-01");
        await SendAsync(emulation, api, HttpMethod.Get, Group);
        await SendAsync(emulation, api, HttpMethod.Get, Emulation.Groups);
        await SendAsync(emulation, api, HttpMethod.Put, Group, AGroup.Body());
        await emulation.SendAsync(HttpMethod.Put, Emulation.ResourceGroup, new JsonObject { ["location"] = "westus" });
        await SendAsync(emulation, api, HttpMethod.Put, Group, AGroup.Body());
        await SendAsync(emulation, api, HttpMethod.Put, Group, AGroup.Body(image: ""));
    }

    [SpecFact]
    public void Body_WithEveryMemberOfTheSpecification_IsReadAndWrittenWhole()
    {
        var api = OpenApi.Load("2023-05-01");
        var sample = new SchemaSample(api).Of(api.Definition("ContainerGroup"));
        var read = JsonSerializer.Deserialize(sample, WireJson.Default.ContainerGroupBody);
        Assert.Equal(Members("$", sample).Order(), Members("$", JsonSerializer.SerializeToNode(read, WireJson.Default.ContainerGroupBody)!).Order());
    }

    private static IEnumerable<(HttpMethod, string, JsonNode?)> Tour()
    {
        yield return (HttpMethod.Get, "/providers/Microsoft.ContainerInstance/operations", null);
        yield return (HttpMethod.Put, Group, Full());
        foreach (var path in new[] { Group, Emulation.Groups, Provider + "/containerGroups", Group + "/containers/main/logs", Group + "/outboundNetworkDependenciesEndpoints" })
            yield return (HttpMethod.Get, path, null);
        foreach (var word in new[] { "usages", "capabilities", "cachedImages" })
            yield return (HttpMethod.Get, $"{Provider}/locations/westus/{word}", null);
        yield return (HttpMethod.Patch, Group, new JsonObject { ["tags"] = new JsonObject { ["a"] = "b" } });
        yield return (HttpMethod.Put, Group, Full().With(b => b.FirstContainer()["properties"]!["command"] = new JsonArray("/burst/sleep", "60")));
        yield return (HttpMethod.Post, Group + "/containers/main/exec", new JsonObject { ["command"] = "sh" });
        yield return (HttpMethod.Post, Group + "/containers/main/attach", null);
        foreach (var word in new[] { "restart", "stop", "start", "start" })
            yield return (HttpMethod.Post, $"{Group}/{word}", null);
        yield return (HttpMethod.Get, Group, null);
        yield return (HttpMethod.Delete, Group, null);
        yield return (HttpMethod.Delete, Group, null);
        const string subnet = $"{Emulation.ResourceGroup}/providers/Microsoft.Network/virtualNetworks/n/subnets/s";
        yield return (HttpMethod.Delete, subnet + "/providers/Microsoft.ContainerInstance/serviceAssociationLinks/default", null);
    }

    private static JsonObject Full() => AGroup.Body(command: ["/burst/sleep", "600"]).With(body =>
    {
        body["identity"] = JsonNode.Parse("""{"type":"SystemAssigned, UserAssigned","userAssignedIdentities":{"/subscriptions/s/i":{}}}""");
        body["zones"] = new JsonArray("1");
        body["tags"] = new JsonObject { ["k"] = "v" };
        body.Properties()["ipAddress"] = JsonNode.Parse("""{"type":"public","ports":[{"port":80,"protocol":"tcp"}],"dnsNameLabel":"label1"}""");
        body.Properties()["volumes"] = JsonNode.Parse("""[{"name":"vol-one","emptyDir":{}},{"name":"vol-two","secret":{"a":"YQ=="}}]""");
        body.Properties()["diagnostics"] = JsonNode.Parse("""{"logAnalytics":{"workspaceId":"w","workspaceKey":"hidden","logType":"ContainerInsights"}}""");
        body.Properties()["imageRegistryCredentials"] = JsonNode.Parse("""[{"server":"r.example","username":"u","password":"hidden"}]""");
        body.Properties()["dnsConfig"] = JsonNode.Parse("""{"nameServers":["10.0.0.10"]}""");
    });

    private static async Task<(string, string)> SendAsync(Emulation emulation, OpenApi api, HttpMethod method, string path, JsonNode? body = null)
    {
        var template = api.Find(method.Method, path);
        Assert.True(template is not null, $"{method} {path} is no operation of the specification");
        var answer = await emulation.SendAsync(method, path, body);
        var schema = api.Answer(method.Method, template!, answer.Status);
        var errors = schema is null || answer.Text.Length == 0 ? [] : new SchemaChecker(api).Errors(answer.Json, schema);
        Assert.True(errors.Count == 0, $"{method} {path} {answer.Status}: {string.Join("; ", errors)}\n{answer.Text}");
        Assert.DoesNotContain("hidden", answer.Text, StringComparison.Ordinal);
        return (method.Method, template!);
    }

    private static IEnumerable<string> Members(string path, JsonNode node) => node switch
    {
        JsonObject o => o.SelectMany(m => Members($"{path}.{m.Key}", m.Value!)).DefaultIfEmpty(path),
        JsonArray a => a.SelectMany(item => Members(path + "[]", item!)),
        _ => [path],
    };
}
