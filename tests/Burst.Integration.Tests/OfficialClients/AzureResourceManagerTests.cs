using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.ResourceManager.Resources;
using Burst.Integration.Tests.Harness;

namespace Burst.Integration.Tests.OfficialClients;

/// <summary>The official .NET client, unmodified, against `burst emulator`: the life of a container group, and refusals in the service's words.</summary>
public sealed class AzureResourceManagerTests : IAsyncLifetime
{
    private Sandbox _sandbox = null!;
    private EmulatorProcess _emulator = null!;
    private ArmSdk _arm = null!;

    public async Task InitializeAsync()
    {
        _sandbox = new Sandbox();
        _emulator = await EmulatorProcess.StartAsync(_sandbox, flags: ["--runtime", "simulated"]);
        _arm = new ArmSdk(_emulator);
        var subscription = _arm.Client.GetSubscriptionResource(SubscriptionResource.CreateResourceIdentifier(ArmSdk.Subscription));
        var made = await subscription.GetResourceGroups().CreateOrUpdateAsync(WaitUntil.Completed, ArmSdk.ResourceGroup, new ResourceGroupData(AzureLocation.WestUS));
        Assert.Equal("Succeeded", made.Value.Data.ResourceGroupProvisioningState);
    }

    public Task DisposeAsync()
    {
        _arm.Dispose();
        _emulator.Dispose();
        _sandbox.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task ContainerGroup_LivesFromCreateToDelete()
    {
        var made = await _arm.PutAsync("one", Properties());
        var seen = JsonNode.Parse(made.Data.Properties)!;
        Assert.Equal(("Succeeded", "Running"), ((string?)seen["provisioningState"], (string?)seen["instanceView"]!["state"]));
        Assert.Equal(["Pulling", "Pulled", "Created", "Started"], View(seen)["events"]!.AsArray().Select(item => (string)item!["name"]!));
        Assert.Equal("""[{"name":"COLOUR","value":"blue"},{"name":"TOKEN"}]""", Container(seen)["environmentVariables"]!.ToJsonString());

        var tagged = await made.UpdateAsync(WaitUntil.Completed, new GenericResourceData(AzureLocation.WestUS) { Tags = { ["team"] = "a" } });
        Assert.Equal("a", tagged.Value.Data.Tags["team"]);

        Assert.Contains("sleeping for 600 s", (string?)(await _arm.SendAsync(RequestMethod.Get, "one", "containers/main/logs?tail=10")).Body!["content"], StringComparison.Ordinal);
        var promise = await _arm.SendAsync(RequestMethod.Post, "one", "containers/main/exec", JsonNode.Parse("""{"command":"/bin/sh","terminalSize":{"rows":24,"cols":80}}"""));
        Assert.Contains("blue hidden", await _arm.TypeAsync(promise.Body!, "echo $COLOUR $TOKEN", "exit"), StringComparison.Ordinal);
        Assert.StartsWith("wss://", (string?)(await _arm.SendAsync(RequestMethod.Post, "one", "containers/main/attach")).Body!["webSocketUri"], StringComparison.Ordinal);

        Assert.Equal(204, (await _arm.SendAsync(RequestMethod.Post, "one", "restart")).Status);
        await BecomesAsync("one", "Running");
        Assert.Equal(204, (await _arm.SendAsync(RequestMethod.Post, "one", "stop")).Status);
        await BecomesAsync("one", "Stopped");
        Assert.Equal(202, (await _arm.SendAsync(RequestMethod.Post, "one", "start")).Status);
        await BecomesAsync("one", "Running");

        await (await _arm.Client.GetGenericResources().GetAsync(ArmSdk.IdOf("one"))).Value.DeleteAsync(WaitUntil.Completed);
        Assert.False((await _arm.Client.GetGenericResources().ExistsAsync(ArmSdk.IdOf("one"))).Value);
        var gone = await Assert.ThrowsAsync<RequestFailedException>(() => _arm.ReadAsync("one"));
        Assert.Equal((404, "ResourceNotFound"), (gone.Status, gone.ErrorCode));
    }

    [Fact]
    public async Task ContainerThatFails_TellsItsExitCode()
    {
        await _arm.PutAsync("fails", Properties("/burst/fail", "3"));
        var seen = await BecomesAsync("fails", "Failed");
        var current = View(seen)["currentState"]!;
        Assert.Equal((3, "Error", "Terminated"), ((int)current["exitCode"]!, (string?)current["detailStatus"], (string?)current["state"]));
        Assert.Equal("Succeeded", (string?)seen["provisioningState"]);
    }

    [Fact]
    public async Task Refusals_AreTheServicesOwn()
    {
        await _arm.PutAsync("one", Properties());
        await RefusedAsync("one", With(group => group["restartPolicy"] = "Always"), 400, "InvalidContainerGroupUpdate", "you must delete it first");
        await RefusedAsync("two--hyphens", Properties(), 400, "InvalidContainerGroupName", "single hyphens");
        await RefusedAsync("bad", With(group => Container(group)["image"] = "Not_An_Image"), 400, "InaccessibleImage", "The image 'Not_An_Image' in container group 'bad' is not accessible");
        await RefusedAsync(
            "limit", With(group => Container(group)["resources"]!["limits"] = JsonNode.Parse("""{"cpu":3}""")), 400,
            "ContainerLimitGreaterThanContainerGroupTotalRequest", "The 'Cpu' limit '3' of container 'main'");
        await RefusedAsync(
            "spot", With(group => (group["priority"], group["ipAddress"]) = ("Spot", JsonNode.Parse("""{"type":"Public","ports":[{"port":80}]}"""))), 400,
            "SpotPriorityContainerGroupNotSupportedForInboundConnectivity", "Spot");
        for (var i = 0; i < 3; i++)
            await _arm.PutAsync($"large-{i}", Large());
        await RefusedAsync("large-4", Large(), 400, "ContainerGroupQuotaReached", "quota 'StandardCores' exceeded in region 'westus'. Limit: '100', Usage: '94' Requested: '31'");
    }

    private static JsonObject Properties(params string[] command) => (JsonObject)JsonNode.Parse($$"""
        { "osType": "Linux", "restartPolicy": "Never", "containers": [ { "name": "main", "properties": {
            "image": "alpine", "command": {{JsonArrayOf(command.Length == 0 ? ["sleep", "600"] : command)}},
            "environmentVariables": [ { "name": "COLOUR", "value": "blue" }, { "name": "TOKEN", "secureValue": "hidden" } ],
            "resources": { "requests": { "cpu": 1, "memoryInGB": 1.5 } } } } ] }
        """)!;

    private static JsonObject Large() => With(group => Container(group)["resources"] = JsonNode.Parse("""{"requests":{"cpu":31,"memoryInGB":10}}"""));

    private static JsonObject With(Action<JsonObject> change)
    {
        var group = Properties();
        change(group);
        return group;
    }

    private static string JsonArrayOf(string[] words) => new JsonArray([.. words.Select(word => (JsonNode)word)]).ToJsonString();

    private static JsonNode Container(JsonNode group) => group["containers"]![0]!["properties"]!;

    private static JsonNode View(JsonNode group) => Container(group)["instanceView"]!;

    private async Task<JsonNode> BecomesAsync(string name, string state)
    {
        JsonNode seen = new JsonObject();
        for (var i = 0; i < 100; i++)
        {
            seen = await _arm.ReadAsync(name);
            if ((string?)seen["instanceView"]!["state"] == state)
                return seen;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new Xunit.Sdk.XunitException($"{name} did not become {state}: {seen.ToJsonString()}");
    }

    private async Task RefusedAsync(string name, JsonObject properties, int status, string code, string message)
    {
        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => _arm.PutAsync(name, properties));
        Assert.Equal((status, code), (refusal.Status, refusal.ErrorCode));
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }
}
