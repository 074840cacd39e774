using System.Text.Json.Nodes;
using Burst.Emulator;
using Burst.Server.Configuration;
using Burst.Server.Tests.Support;
using Burst.Testing;

namespace Burst.Server.Tests.Hosting;

/// <summary>What a running control plane says of its virtual nodes while their cloud breaks and when it is well again.</summary>
public sealed class HeartbeatTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("expired-credential", "ExpiredAuthenticationToken", "credential")]
    [InlineData("unavailable", "503", "answered")]
    [InlineData("lose-request", "did not answer", "Check the network")]
    public async Task CloudThatBreaks_TurnsItsNodeNotReadyWithTheReason_UntilItAnswersAgain(string fault, string what, string remedy)
    {
        await using var azure = await EmulatedAzure.StartAsync();
        await using var running = await RunningServer.StartAsync(folder.Root, Config(azure, "aci-east"));
        await ReadyAsync(running, "aci-east", "True");

        await azure.SendAsync(HttpMethod.Put, "/_emulator/faults/broken", new JsonObject { ["kind"] = fault, ["probability"] = 1 });
        var condition = await ReadyAsync(running, "aci-east", "False");
        Assert.Equal("HostUnreachable", (string?)condition["reason"]);
        Assert.Contains(what, (string?)condition["message"], StringComparison.Ordinal);
        Assert.Contains(remedy, (string?)condition["message"], StringComparison.Ordinal);

        await azure.SendAsync(HttpMethod.Delete, "/_emulator/faults/broken");
        await ReadyAsync(running, "aci-east", "True");
    }

    [Fact]
    public async Task QuotasOfTheSubscription_AreTheCapacityOfTheNode()
    {
        await using var azure = await EmulatedAzure.StartAsync(options => options with { Quota = new QuotaLimits { ContainerGroups = 7, StandardCores = 5, StandardSpotCores = 3 } });
        await azure.PutAsync("east", "7c9e6679-7425-40de-944b-e07fc1f90ae7", Guid.Parse("00000000-0000-0000-0000-0000000000a1"), TimeSpan.FromHours(1));
        await using var running = await RunningServer.StartAsync(folder.Root, Config(azure, "aci-east"));
        await ReadyAsync(running, "aci-east", "True");

        var node = await Eventually.GetAsync(
            () => running.GetAsync("/api/v1/nodes/aci-east"), node => Find(node, "QuotaKnown") is not null, "the quotas are known");
        Assert.Equal(("4", "6"), ((string?)node["status"]!["capacity"]!["cpu"], (string?)node["status"]!["capacity"]!["pods"]));
        Assert.Equal("""{"configured":100,"limit":5,"others":1}""", node["status"]!["burst"]!["quota"]!["cores"]!.ToJsonString());
    }

    [Fact]
    public async Task RegionWithoutRoom_IsLeftOut_AndThePodRunsInTheNextOne()
    {
        await using var azure = await EmulatedAzure.StartAsync();
        var config = Config(azure, "aci-east", "aci-west");
        config.Aci[1].Region = "westus2";
        await using var running = await RunningServer.StartAsync(folder.Root, config);
        await ReadyAsync(running, "aci-east", "True");
        await ReadyAsync(running, "aci-west", "True");
        await azure.SendAsync(HttpMethod.Put, "/_emulator/faults/full", new JsonObject { ["kind"] = "no-capacity", ["operation"] = "create", ["times"] = 1 });

        await running.ApplyAsync("""
            apiVersion: v1
            kind: Pod
            metadata: { name: one }
            spec:
              nodeSelector: { type: virtual-kubelet }
              tolerations: [{ key: virtual-kubelet.io/provider, operator: Exists }]
              containers:
                - { name: main, image: alpine, command: [sleep, "600"], resources: { requests: { cpu: "1", memory: 1Gi } } }
            """);

        var pod = await running.WaitForPodAsync("one", "Running");
        Assert.Equal("aci-west", (string?)pod["spec"]!["nodeName"]);
        var full = Assert.Single((JsonArray)(await running.GetAsync("/api/v1/nodes/aci-east"))["status"]!["burst"]!["shortages"]!)!;
        Assert.Equal(("aci", "1 CPU / 1 GB", 1), ((string?)full["tier"], (string?)full["size"], (int?)full["times"]));
        Assert.Contains("ServiceUnavailable", (string?)full["reason"], StringComparison.Ordinal);
    }

    private static BurstConfig Config(EmulatedAzure azure, params string[] nodes) => new()
    {
        AciInterval = "200ms",
        NotReadyAfter = "2s",
        Aci =
        [
            .. nodes.Select(name => new AciConfig
            {
                Name = name, Endpoint = azure.Endpoint.ToString(), EmulatorCaPem = azure.CaPem, Subscription = EmulatedAzure.Subscription,
                ResourceGroup = name["aci-".Length..],
            }),
        ],
    };

    private static async Task<JsonNode> ReadyAsync(RunningServer running, string name, string status)
    {
        var node = await Eventually.GetAsync(
            () => running.GetAsync($"/api/v1/nodes/{name}"), node => (string?)Find(node, "Ready")?["status"] == status, $"{name} is Ready={status}");
        return Find(node, "Ready")!;
    }

    private static JsonNode? Find(JsonNode node, string type) =>
        ((JsonArray)node["status"]!["conditions"]!).FirstOrDefault(condition => (string?)condition!["type"] == type);
}
