using System.Text.Json.Nodes;

namespace Burst.Emulator.Tests.Groups;

public sealed class GroupValidationTests
{
    public static TheoryData<string, string, string> BadBodies => new()
    {
        { "LocationRequired", "location", "null" },
        { "InvalidLocation", "location", "\"no/where\"" },
        { "InvalidRequestContent", "properties", "null" },
        { "InvalidRequestContent", "properties.osType", "null" },
        { "InvalidRequestPropertyValue", "properties.restartPolicy", "\"Sometimes\"" },
        { "InvalidRequestContent", "properties.restartPolcy", "\"Never\"" },
        { "InvalidContainerCount", "properties.containers", "[]" },
        { "InvalidRequestContent", "properties.containers.0.name", "null" },
        { "InvalidContainerName", "properties.containers.0.name", "\"Upper\"" },
        { "InvalidContainerName", "properties.containers.0.name", "\"-dash\"" },
        { "InvalidRequestContent", "properties.containers.0.properties", "null" },
        { "InvalidRequestContent", "properties.containers.0.properties.image", "null" },
        { "ResourceRequestsNotSpecified", "properties.containers.0.properties.resources", "null" },
        { "InvalidResourceRequest", "properties.containers.0.properties.resources.requests.cpu", "0" },
        { "InvalidResourceRequest", "properties.containers.0.properties.resources.requests.cpu", "0.5" },
        { "InvalidResourceRequest", "properties.containers.0.properties.resources.requests.cpu", "32" },
        { "InvalidResourceRequest", "properties.containers.0.properties.resources.requests.memoryInGB", "241" },
        { "ContainerLimitGreaterThanContainerGroupTotalRequest", "properties.containers.0.properties.resources.limits", "{\"cpu\":2}" },
        { "InvalidResourceLimit", "properties.containers.0.properties.resources.limits", "{\"memoryInGB\":0.5}" },
        { "ReservedPort", "properties.containers.0.properties.ports", "[{\"port\":22}]" },
        { "InvalidEnvironmentVariableName", "properties.containers.0.properties.environmentVariables", "[{\"name\":\"a-b\",\"value\":\"\"}]" },
        { "InvalidVolumeName", "properties.volumes", "[{\"name\":\"v\",\"emptyDir\":{}}]" },
        { "InvalidVolume", "properties.volumes", "[{\"name\":\"volume\"}]" },
        { "VolumeNotFound", "properties.containers.0.properties.volumeMounts", "[{\"name\":\"volume\",\"mountPath\":\"/v\"}]" },
        { "InvalidImageRegistryCredentialType", "properties.imageRegistryCredentials", "[{\"server\":\"r.io\"}]" },
        { "InvalidRequestContent", "properties.initContainers", "[{\"name\":\"init\"}]" },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task Put_BadBody_IsRefusedAndLeavesNothing(string code, string path, string value)
    {
        await using var emulation = await Emulation.StartAsync();
        var body = AGroup.Body();
        Set(body, path.Split('.'), JsonNode.Parse(value));
        var answer = await emulation.PutGroupAsync("web", body);
        Assert.Equal((400, code), (answer.Status, answer.ErrorCode));
        Assert.NotEmpty(answer.ErrorMessage);
        Assert.Equal(404, (await emulation.GetGroupAsync("web")).Status);
    }

    [Fact]
    public async Task Put_UnknownMember_IsNamedInTheMessage()
    {
        await using var emulation = await Emulation.StartAsync();
        var answer = await emulation.PutGroupAsync("web", AGroup.Body().With(b => b.Properties()["restartPolcy"] = "Never"));
        Assert.Contains("$.properties.restartPolcy", answer.ErrorMessage);
    }

    [Fact]
    public async Task Put_BodyOfAGet_IsAccepted()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("web", AGroup.Body());
        var body = (await emulation.GetGroupAsync("web")).Json;
        Assert.Equal(200, (await emulation.PutGroupAsync("web", body)).Status);
    }

    [Fact]
    public async Task Put_SpotTooLargeOrWithAddress_IsRefused()
    {
        await using var emulation = await Emulation.StartAsync();
        Assert.Equal("InvalidResourceRequest", (await emulation.PutGroupAsync("web", AGroup.Body(cpu: 5, priority: "Spot"))).ErrorCode);
        var withAddress = AGroup.Body(priority: "Spot").With(b => b.Properties()["ipAddress"] = JsonNode.Parse("""{"type":"Public","ports":[{"port":80}]}"""));
        Assert.Equal("SpotPriorityContainerGroupNotSupportedForInboundConnectivity", (await emulation.PutGroupAsync("web", withAddress)).ErrorCode);

        const string Subnet = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/s";
        var inSubnet = AGroup.Body().With(b => b.Properties()["ipAddress"] = JsonNode.Parse("""{"type":"Public","ports":[{"port":80}]}"""))
            .With(b => b.Properties()["subnetIds"] = JsonNode.Parse($$"""[{"id":"{{Subnet}}"}]"""));
        Assert.Equal("InvalidIpAddressType", (await emulation.PutGroupAsync("web", inSubnet)).ErrorCode);
    }

    [Fact]
    public async Task Put_InaccessibleImage_IsRefusedInTheServicesWords()
    {
        await using var emulation = await Emulation.StartAsync(o => o with { InaccessibleImages = ["private.io/*"] });
        var answer = await emulation.PutGroupAsync("web", AGroup.Body(image: "private.io/app:1"));
        Assert.Equal((400, "InaccessibleImage"), (answer.Status, answer.ErrorCode));
        Assert.Equal("The image 'private.io/app:1' in container group 'web' is not accessible. Please check the image and registry credential.", answer.ErrorMessage);
    }

    private static void Set(JsonNode node, string[] path, JsonNode? value)
    {
        foreach (var name in path[..^1])
            node = int.TryParse(name, out var index) ? node[index]! : node[name]!;
        if (value is null)
            ((JsonObject)node).Remove(path[^1]);
        else
            node[path[^1]] = value;
    }
}
