using System.Text.Json.Nodes;
using Burst.Server.Configuration;
using Burst.Server.Enrolment;
using Burst.Server.Tests.Support;

namespace Burst.Server.Tests.Sweeping;

/// <summary>What a running control plane ends of its own groups that no node of it lists.</summary>
public sealed class ExpiredGroupSweepTests : IDisposable
{
    private static readonly TimeSpan LongAgo = TimeSpan.FromHours(-1);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task GroupsOfANodeThatHasLeft_AreEndedOncePastTheirExpiry_AndNobodyElsesAre()
    {
        await using var azure = await EmulatedAzure.StartAsync();
        await using var running = await RunningServer.StartAsync(folder.Root, new BurstConfig());
        var owner = (string)(await running.GetAsync("/apis/burst.dev/v1/aci"))["clusterId"]!;
        await EnrolAsync(running, azure, "aci-gone", "one");
        await EnrolAsync(running, azure, "aci-stays", "two");
        Assert.True((await running.Http.DeleteAsync("/api/v1/nodes/aci-gone")).IsSuccessStatusCode);

        await azure.PutAsync("one", owner, Guid.Parse("00000000-0000-0000-0000-0000000000a1"), LongAgo);
        var live = await azure.PutAsync("one", owner, Guid.Parse("00000000-0000-0000-0000-0000000000a2"), TimeSpan.FromHours(1));
        var foreign = await azure.PutAsync("one", "7c9e6679-7425-40de-944b-e07fc1f90ae7", Guid.Parse("00000000-0000-0000-0000-0000000000a3"), LongAgo);
        var unclear = await azure.PutAsync("one", owner, Guid.Parse("00000000-0000-0000-0000-0000000000a4"), LongAgo, name: "burst-x");
        var endless = await azure.PutAsync("one", owner, Guid.Parse("00000000-0000-0000-0000-0000000000a5"), LongAgo, expiry: "soon");
        var swept = await azure.PutAsync("two", owner, Guid.Parse("00000000-0000-0000-0000-0000000000a6"), LongAgo, node: "aci-gone");
        await azure.UntilItRunsAsync("two", swept);

        await running.Server.Sweep.SweepAsync(CancellationToken.None);

        Assert.Equal(new[] { live, foreign, unclear, endless }.Order(StringComparer.Ordinal), await azure.NamesAsync("one"));
        Assert.Empty(await azure.NamesAsync("two"));
        Assert.NotEmpty(await File.ReadAllTextAsync(Path.Combine(folder.Root, "logs", "00000000-0000-0000-0000-0000000000a6", "main.log")));
    }

    [Fact]
    public async Task PlacesOfNodesThatHaveLeft_AreRemembered_AcrossARestart()
    {
        await using var azure = await EmulatedAzure.StartAsync();
        string owner;
        await using (var first = await RunningServer.StartAsync(folder.Root, new BurstConfig()))
        {
            owner = (string)(await first.GetAsync("/apis/burst.dev/v1/aci"))["clusterId"]!;
            await EnrolAsync(first, azure, "aci-gone", "one");
            Assert.True((await first.Http.DeleteAsync("/api/v1/nodes/aci-gone")).IsSuccessStatusCode);
        }

        await azure.PutAsync("one", owner, Guid.Parse("00000000-0000-0000-0000-0000000000a1"), LongAgo);
        await using var second = await RunningServer.StartAsync(folder.Root, new BurstConfig());
        await second.Server.Sweep.SweepAsync(CancellationToken.None);

        Assert.Empty(await azure.NamesAsync("one"));
        Assert.Equal("aci-gone", (string?)Assert.Single((JsonArray)(await second.GetAsync("/apis/burst.dev/v1/aci"))["places"]!)!["name"]);
    }

    [Fact]
    public async Task ListThatIsCutOff_TouchesNothing()
    {
        await using var azure = await EmulatedAzure.StartAsync();
        await using var running = await RunningServer.StartAsync(folder.Root, new BurstConfig());
        var owner = (string)(await running.GetAsync("/apis/burst.dev/v1/aci"))["clusterId"]!;
        await EnrolAsync(running, azure, "aci-gone", "one");
        Assert.True((await running.Http.DeleteAsync("/api/v1/nodes/aci-gone")).IsSuccessStatusCode);
        var expired = await azure.PutAsync("one", owner, Guid.Parse("00000000-0000-0000-0000-0000000000a1"), LongAgo);
        await azure.SendAsync(HttpMethod.Put, "/_emulator/faults/cut", JsonNode.Parse("""{ "kind": "server-error", "operation": "list", "times": 50 }"""));

        await running.Server.Sweep.SweepAsync(CancellationToken.None);

        await azure.SendAsync(HttpMethod.Delete, "/_emulator/faults/cut");
        Assert.Equal([expired], await azure.NamesAsync("one"));
    }

    private static async Task EnrolAsync(RunningServer running, EmulatedAzure azure, string name, string resourceGroup)
    {
        var aci = new AciConfig
        {
            Name = name, Endpoint = azure.Endpoint.ToString(), Subscription = EmulatedAzure.Subscription, ResourceGroup = resourceGroup, EmulatorCaPem = azure.CaPem,
        };
        using var body = new ByteArrayContent(NodeRequest.Write(aci));
        using var answer = await running.Http.PostAsync("/apis/burst.dev/v1/nodes", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
