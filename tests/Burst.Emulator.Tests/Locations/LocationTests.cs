using System.Text.Json.Nodes;

namespace Burst.Emulator.Tests.Locations;

public sealed class LocationTests
{
    private const string Root = $"/subscriptions/{Emulation.Subscription}";
    private const string Provider = Root + "/providers/Microsoft.ContainerInstance";

    [Fact]
    public async Task Capabilities_TellTheLargestSize_WhichIsTheOneThatIsTaken()
    {
        await using var emulation = await Emulation.StartAsync();
        var linux = (await emulation.GetAsync($"{Provider}/locations/westus/capabilities")).Json["value"]![0]!;
        Assert.Equal(("Linux", "West US"), (linux["osType"]!.GetValue<string>(), linux["location"]!.GetValue<string>()));
        var (cpu, memory) = (linux["capabilities"]!["maxCpu"]!.GetValue<decimal>(), linux["capabilities"]!["maxMemoryInGB"]!.GetValue<decimal>());
        Assert.Equal(201, (await emulation.PutGroupAsync("fits", AGroup.Body(cpu: cpu, memoryInGB: memory))).Status);
        Assert.Equal(400, (await emulation.PutGroupAsync("larger", AGroup.Body(cpu: cpu + 1, memoryInGB: memory))).Status);
    }

    [Fact]
    public async Task CachedImages_HaveASystemAndAName()
    {
        await using var emulation = await Emulation.StartAsync();
        var images = (await emulation.GetAsync($"{Provider}/locations/westus/cachedImages")).Json["value"]!.AsArray();
        Assert.NotEmpty(images);
        Assert.All(images, image => Assert.True(image!["osType"] is not null && image["image"] is not null));
    }

    [Fact]
    public async Task Providers_AreListedRegisteredAndKnownByName()
    {
        await using var emulation = await Emulation.StartAsync();
        Assert.Equal("Registered", (await emulation.GetAsync(Provider)).Json["registrationState"]!.GetValue<string>());
        Assert.Equal(200, (await emulation.SendAsync(HttpMethod.Post, Provider + "/register")).Status);
        Assert.Equal("Microsoft.ContainerInstance", (await emulation.GetAsync(Root + "/providers")).Json["value"]![0]!["namespace"]!.GetValue<string>());
        var unknown = await emulation.GetAsync(Root + "/providers/Microsoft.Nothing");
        Assert.Equal((404, "InvalidResourceNamespace"), (unknown.Status, unknown.ErrorCode));
    }

    [Fact]
    public async Task Operations_OfTheProvider_AreDescribed()
    {
        await using var emulation = await Emulation.StartAsync();
        var operations = (await emulation.GetAsync("/providers/Microsoft.ContainerInstance/operations")).Json["value"]!.AsArray();
        Assert.Contains(operations, o => o!["name"]!.GetValue<string>() == "Microsoft.ContainerInstance/containerGroups/containers/exec/action");
        Assert.All(operations, o => Assert.NotNull(o!["display"]!["operation"]));
    }

    [Fact]
    public async Task Locations_OfASubscription_AreItsRegions()
    {
        await using var emulation = await Emulation.StartAsync();
        var locations = (await emulation.GetAsync(Root + "/locations")).Json["value"]!.AsArray();
        Assert.Contains(locations, l => l!["name"]!.GetValue<string>() == "westus" && l["displayName"]!.GetValue<string>() == "West US");
    }

    [Fact]
    public async Task OutboundDependencies_OfAGroup_AreNone_AndOfNoGroupAnError()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("g", AGroup.Body());
        Assert.Equal("[]", (await emulation.GetAsync($"{Emulation.Groups}/g/outboundNetworkDependenciesEndpoints")).Text);
        Assert.Equal(404, (await emulation.GetAsync($"{Emulation.Groups}/other/outboundNetworkDependenciesEndpoints")).Status);
    }

    [Fact]
    public async Task LinkOfASubnet_CanBeDeleted_OnceNoGroupIsInIt()
    {
        await using var emulation = await Emulation.StartAsync();
        const string subnet = $"{Emulation.ResourceGroup}/providers/Microsoft.Network/virtualNetworks/n/subnets/s";
        const string link = $"{subnet}/providers/Microsoft.ContainerInstance/serviceAssociationLinks/default";
        var body = AGroup.Body().With(b => b.Properties()["subnetIds"] = new JsonArray(new JsonObject { ["id"] = subnet.ToUpperInvariant() }));
        await emulation.RunGroupAsync("g", body);
        Assert.Equal(409, (await emulation.SendAsync(HttpMethod.Delete, link)).Status);
        await emulation.DeleteGroupAsync("g");
        Assert.Equal(204, (await emulation.SendAsync(HttpMethod.Delete, link)).Status);
    }

    [Fact]
    public async Task ResourceGroup_Patched_HasNewTagsAndItsOldPlace()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.SendAsync(HttpMethod.Put, Emulation.ResourceGroup, new JsonObject { ["location"] = "westus" });
        var patched = await emulation.SendAsync(HttpMethod.Patch, Emulation.ResourceGroup, new JsonObject { ["tags"] = new JsonObject { ["a"] = "b" } });
        Assert.Equal((200, "b", "westus"), (patched.Status, patched["tags", "a"]!.GetValue<string>(), patched["location"]!.GetValue<string>()));
        Assert.Equal("b", (await emulation.GetAsync(Emulation.ResourceGroup))["tags", "a"]!.GetValue<string>());
        var missing = await emulation.SendAsync(HttpMethod.Patch, $"{Root}/resourceGroups/none", new JsonObject());
        Assert.Equal("ResourceGroupNotFound", missing.ErrorCode);
    }

    [Fact]
    public async Task Group_WithExtensions_KeepsThemButNotTheirSecrets()
    {
        await using var emulation = await Emulation.StartAsync();
        var body = AGroup.Body().With(b => b.Properties()["extensions"] = JsonNode.Parse(
            """[{"name":"kp","properties":{"extensionType":"kube-proxy","version":"1.0","settings":{"a":1},"protectedSettings":{"kubeConfig":"hidden"}}}]"""));
        Assert.Equal(201, (await emulation.PutGroupAsync("g", body)).Status);
        var read = await emulation.GetGroupAsync("g");
        Assert.Equal("kube-proxy", read.Json["properties"]!["extensions"]![0]!["properties"]!["extensionType"]!.GetValue<string>());
        Assert.DoesNotContain("hidden", read.Text, StringComparison.Ordinal);
    }
}
