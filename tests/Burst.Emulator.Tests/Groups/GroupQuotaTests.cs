namespace Burst.Emulator.Tests.Groups;

public sealed class GroupQuotaTests
{
    [Fact]
    public async Task Put_MoreCoresThanAllowed_IsRefusedInTheServicesWords()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.PutGroupAsync("a", AGroup.Body(cpu: 31));
        await emulation.PutGroupAsync("b", AGroup.Body(cpu: 31));
        await emulation.PutGroupAsync("c", AGroup.Body(cpu: 31));
        var answer = await emulation.PutGroupAsync("d", AGroup.Body(cpu: 12));
        Assert.Equal((400, "ContainerGroupQuotaReached"), (answer.Status, answer.ErrorCode));
        Assert.Equal("Resource type 'Microsoft.ContainerInstance/containerGroups' container group quota 'StandardCores' exceeded in region 'westus'. " +
            "Limit: '100', Usage: '93' Requested: '12'.", answer.ErrorMessage);
        Assert.Equal(201, (await emulation.PutGroupAsync("d", AGroup.Body(cpu: 12, location: "eastus"))).Status);
        Assert.Equal(201, (await emulation.PutGroupAsync("e", AGroup.Body(cpu: 4, priority: "Spot"))).Status);
    }

    [Fact]
    public async Task Put_MoreGroupsThanAllowed_IsRefusedAlsoWhenTheyAreStopped()
    {
        await using var emulation = await Emulation.StartAsync(o => o with { Quota = new() { ContainerGroups = 1 } });
        await emulation.RunGroupAsync("a", AGroup.Body());
        await emulation.PostAsync("a", "stop");
        var answer = await emulation.PutGroupAsync("b", AGroup.Body());
        Assert.Equal("ContainerGroupQuotaReached", answer.ErrorCode);
        Assert.Contains("'ContainerGroups'", answer.ErrorMessage);
        await emulation.DeleteGroupAsync("a");
        Assert.Equal(201, (await emulation.PutGroupAsync("b", AGroup.Body())).Status);
    }

    [Fact]
    public async Task Put_ManyAtOnce_NeverExceedsTheQuota()
    {
        await using var emulation = await Emulation.StartAsync(o => o with { Quota = new() { StandardCores = 10 } });
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => emulation.PutGroupAsync($"g{i}", AGroup.Body())));
        Assert.Equal(10, answers.Count(a => a.Status == 201));
        Assert.All(answers.Where(a => a.Status != 201), a => Assert.Equal("ContainerGroupQuotaReached", a.ErrorCode));
    }

    [Fact]
    public async Task Usages_OfARegion_CountWhatIsThere()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("a", AGroup.Body(cpu: 2));
        await emulation.RunGroupAsync("b", AGroup.Body(["/burst/sleep", "1"], cpu: 3));
        await emulation.PutGroupAsync("c", AGroup.Body(cpu: 4, location: "eastus"));
        emulation.Time.AdvanceSeconds(5);
        await emulation.GetGroupAsync("b");
        var answer = await emulation.GetAsync($"/subscriptions/{Emulation.Subscription}/providers/Microsoft.ContainerInstance/locations/westus/usages");
        Golden.Equal("""
            [
              { "unit": "Count", "currentValue": 2, "limit": 100, "name": { "value": "ContainerGroups", "localizedValue": "Container Groups" } },
              { "unit": "Count", "currentValue": 2, "limit": 100, "name": { "value": "StandardCores", "localizedValue": "Standard Cores" } },
              { "unit": "Count", "currentValue": 0, "limit": 10, "name": { "value": "StandardSpotCores", "localizedValue": "Standard Spot Cores" } }
            ]
            """, answer["value"]!.ToJsonString());
    }
}
