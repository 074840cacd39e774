using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Emulator.Faults;
using Burst.Hosts.Aci.Tests.Doubles;
using Burst.Hosts.Aci.Tests.Emulated;

namespace Burst.Hosts.Aci.Tests.KnownBugs;

/// <summary>
/// The clean-up of azure-aci (cleanupDanglingPods) logged an error of its list and went on with an empty one: what a list does not
/// have is taken for gone, so healthy pods would be deleted. kip#107 is the same in another agent.
/// </summary>
public sealed class ListErrorTakenAsAnEmptyList
{
    [Theory]
    [InlineData(401, "ExpiredAuthenticationToken")]
    [InlineData(403, "AuthorizationFailed")]
    [InlineData(404, "ResourceGroupNotFound")]
    [InlineData(429, "ResourceRequestsThrottled")]
    [InlineData(500, "InternalServerError")]
    [InlineData(503, "ServerBusy")]
    public void List_ThatFails_IsNoList(int status, string code)
    {
        var fixture = new AciFixture();
        fixture.Create();
        for (var i = 0; i < 20; i++)
            fixture.Arm.AnswerNext(request => request.Uri.AbsolutePath.EndsWith("/containerGroups", StringComparison.Ordinal), status, FakeArm.Error(code, ""));
        Assert.Throws<PodHostUnavailableException>(() => fixture.List());
    }

    [Fact]
    public async Task List_WhoseSecondPageFails_IsNotTheFirstPage()
    {
        var match = new FaultMatch { Operation = "list" };
        await using var aci = await EmulatedAci.StartAsync(options => options with
        {
            ListPageSize = 1,
            Faults = [new FaultRule { Name = "expired", Kind = FaultKind.ExpiredCredential, Match = match, Skip = 1 }],
        });
        var host = aci.NewHost();
        PodUid[] pods = [PodUid.Parse("00000000-0000-4000-8000-000000000001"), PodUid.Parse("00000000-0000-4000-8000-000000000002")];
        foreach (var pod in pods)
            await host.CreateAsync(A.Launch(A.Program("/burst/echo"), pod), CancellationToken.None);

        await Assert.ThrowsAsync<PodHostUnavailableException>(() => host.ListAsync(CancellationToken.None));
        Assert.Equal(pods, (await host.ListAsync(CancellationToken.None)).Select(pod => pod.Uid));
    }
}
