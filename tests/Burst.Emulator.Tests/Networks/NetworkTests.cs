using System.Text.Json.Nodes;

namespace Burst.Emulator.Tests.Networks;

public sealed class NetworkTests
{
    private const string Network = $"{Emulation.ResourceGroup}/providers/Microsoft.Network/virtualNetworks/net";
    private const string Subnet = $"{Network}/subnets/sub";

    [Fact]
    public async Task Subnet_PutIntoItsNetwork_IsReadAlone_WithTheNetwork_AndAfterARestart()
    {
        await using var emulation = await Emulation.StartAsync();
        Assert.Equal(201, (await PutAsync(emulation, Network, """{"location":"westus","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]}}}""")).Status);
        var put = await PutAsync(emulation, Subnet, """{"properties":{"addressPrefix":"10.0.0.0/24"}}""");
        Assert.Equal((201, "Succeeded"), (put.Status, put["properties", "provisioningState"]!.GetValue<string>()));
        Assert.Equal(200, (await PutAsync(emulation, Subnet, """{"properties":{"addressPrefix":"10.0.1.0/24"}}""")).Status);

        await emulation.RestartAsync();

        var subnet = await emulation.GetAsync(Subnet.ToUpperInvariant());
        Assert.Equal((Subnet, "10.0.1.0/24"), (subnet["id"]!.GetValue<string>(), subnet["properties", "addressPrefix"]!.GetValue<string>()));
        var network = await emulation.GetAsync(Network);
        Assert.Equal(Subnet, Assert.Single(network["properties", "subnets"]!.AsArray())!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Network_WithSubnets_MakesThem()
    {
        await using var emulation = await Emulation.StartAsync();
        await PutAsync(emulation, Network, """{"properties":{"subnets":[{"name":"sub","properties":{"addressPrefix":"10.0.0.0/24"}}]}}""");
        Assert.Equal("10.0.0.0/24", (await emulation.GetAsync(Subnet))["properties", "addressPrefix"]!.GetValue<string>());
    }

    [Fact]
    public async Task Subnet_OfNoNetwork_AndWhatWasDeleted_AreNotFound()
    {
        await using var emulation = await Emulation.StartAsync();
        Assert.Equal("ResourceNotFound", (await PutAsync(emulation, Subnet, "{}")).ErrorCode);
        await PutAsync(emulation, Network, "{}");
        await PutAsync(emulation, Subnet, "{}");
        Assert.Equal(200, (await emulation.SendAsync(HttpMethod.Delete, Network)).Status);
        Assert.Equal("ResourceNotFound", (await emulation.GetAsync(Subnet)).ErrorCode);
        Assert.Equal(204, (await emulation.SendAsync(HttpMethod.Delete, Network)).Status);
    }

    [Fact]
    public async Task Networks_GoWithTheirResourceGroup()
    {
        await using var emulation = await Emulation.StartAsync();
        await PutAsync(emulation, Emulation.ResourceGroup, """{"location":"westus"}""");
        await PutAsync(emulation, Network, "{}");
        await emulation.SendAsync(HttpMethod.Delete, Emulation.ResourceGroup);
        Assert.Equal(404, (await emulation.GetAsync(Network)).Status);
    }

    private static Task<Answer> PutAsync(Emulation emulation, string path, string body) => emulation.SendAsync(HttpMethod.Put, path, JsonNode.Parse(body));
}
