using System.Text.Json.Nodes;

namespace Burst.Emulator.Tests.ResourceGroups;

public sealed class ResourceGroupTests
{
    [Fact]
    public async Task ResourceGroup_FromCreateToDelete_FollowsArm()
    {
        await using var emulation = await Emulation.StartAsync();
        Assert.Equal(404, (await emulation.SendAsync(HttpMethod.Head, Emulation.ResourceGroup)).Status);
        var body = JsonNode.Parse("""{"location":"West US"}""")!;
        Assert.Equal(201, (await emulation.SendAsync(HttpMethod.Put, Emulation.ResourceGroup, body)).Status);
        Assert.Equal(200, (await emulation.SendAsync(HttpMethod.Put, Emulation.ResourceGroup, body)).Status);
        Assert.Equal(204, (await emulation.SendAsync(HttpMethod.Head, Emulation.ResourceGroup)).Status);
        Assert.Equal("westus", (await emulation.GetAsync(Emulation.ResourceGroup))["location"]!.GetValue<string>());
        await emulation.PutGroupAsync("web", AGroup.Body());
        Assert.Single((await emulation.GetAsync($"/subscriptions/{Emulation.Subscription}/resourcegroups"))["value"]!.AsArray());
        Assert.Equal(200, (await emulation.SendAsync(HttpMethod.Delete, Emulation.ResourceGroup)).Status);
        Assert.Equal("ResourceGroupNotFound", (await emulation.GetAsync(Emulation.ResourceGroup)).ErrorCode);
        Assert.Empty((await emulation.GetAsync("/_emulator/groups"))["groups"]!.AsArray());
    }

    [Fact]
    public async Task Put_IntoAMissingResourceGroup_IsRefusedWhenNoneAreCreated()
    {
        await using var emulation = await Emulation.StartAsync(o => o with { AutoCreateResourceGroups = false });
        var answer = await emulation.PutGroupAsync("web", AGroup.Body());
        Assert.Equal((404, "ResourceGroupNotFound"), (answer.Status, answer.ErrorCode));
        Assert.Equal("ResourceGroupNotFound", (await emulation.GetAsync(Emulation.Groups)).ErrorCode);
    }

    [Fact]
    public async Task Subscriptions_AndProvider_AreThereForClientsThatAsk()
    {
        await using var emulation = await Emulation.StartAsync();
        Assert.Single((await emulation.GetAsync("/subscriptions"))["value"]!.AsArray());
        Assert.Equal("Enabled", (await emulation.GetAsync($"/subscriptions/{Emulation.Subscription}"))["state"]!.GetValue<string>());
        var provider = await emulation.GetAsync($"/subscriptions/{Emulation.Subscription}/providers/Microsoft.ContainerInstance");
        Assert.Equal("Registered", provider["registrationState"]!.GetValue<string>());
        Assert.Contains("2023-05-01", provider.Text);
    }
}
