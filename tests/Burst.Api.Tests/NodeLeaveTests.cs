using Burst.Api.Tests.Support;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Testing.Hosts;

namespace Burst.Api.Tests;

/// <summary>DELETE of a virtual node, which is looked at first.</summary>
public sealed class NodeLeaveTests
{
    private const string Aci = "/api/v1/nodes/aci-eastus";

    [Fact]
    public async Task GroupThatNoPodClaims_KeepsTheNode_UntilItIsGone()
    {
        await using var api = await ApiFixture.StartAsync(observe: false);
        var stray = PodUid.From(Guid.Parse("00000000-0000-0000-0000-0000000000cc"));
        await api.Aci.CreateAsync(Launch(stray), CancellationToken.None);

        var refused = await api.DeleteAsync(Aci);

        Assert.Equal(409, refused.Status);
        Assert.Contains("1 container group(s) are on it that no pod claims", refused.Message);
        Assert.Contains(stray.Value, refused.Message);
        await api.Aci.DeleteAsync(stray, TimeSpan.Zero, CancellationToken.None);
        Assert.Equal(200, (await api.DeleteAsync(Aci)).Status);
        Assert.Equal(404, (await api.GetAsync(Aci)).Status);
    }

    [Fact]
    public async Task NodeThatCannotBeSeen_Stays_UnlessByForce()
    {
        await using var api = await ApiFixture.StartAsync(observe: false);
        api.Aci.IsUnreachable = true;

        var refused = await api.DeleteAsync(Aci);

        Assert.Equal(409, refused.Status);
        Assert.Contains("cannot be seen", refused.Message);
        Assert.Contains("billed", refused.Message);
        Assert.Equal(200, (await api.DeleteAsync($"{Aci}?force=true")).Status);
        Assert.Equal(404, (await api.GetAsync(Aci)).Status);
    }

    [Fact]
    public async Task Joining_WhereTheServerTakesNoNodes_IsRefused()
    {
        await using var api = await ApiFixture.StartAsync(observe: false);

        Assert.Equal(405, (await api.PostAsync("/apis/burst.dev/v1/nodes", "{}")).Status);
    }

    private static PodLaunch Launch(PodUid uid) =>
        Launches.Of(new PodSpec { Containers = [new ContainerSpec { Name = "main", Image = "any" }] }) with { Uid = uid };
}
