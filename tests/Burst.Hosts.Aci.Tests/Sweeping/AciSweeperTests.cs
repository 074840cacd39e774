using Azure.Core.Pipeline;
using Burst.Core.Hosts;
using Burst.Core.Nodes;
using Burst.Hosts.Aci.Sweeping;
using Burst.Hosts.Aci.Tests.Doubles;

namespace Burst.Hosts.Aci.Tests.Sweeping;

/// <summary>Groups found and ended by their tags, against an ARM that does what it is told to.</summary>
public sealed class AciSweeperTests
{
    private static readonly string Owner = A.Options().OwnerId;

    private readonly AciFixture fixture = new();

    [Fact]
    public void List_ShowsTheOwnersGroups_CountsOthers_AndTrustsNoNameThatIsNotThePods()
    {
        fixture.Create();
        fixture.Arm.Groups["burst-another"] = fixture.Arm.Groups[A.GroupName].DeepClone().AsObject();
        fixture.Arm.Groups["foreign"] = fixture.Arm.Groups[A.GroupName].DeepClone().AsObject();
        fixture.Arm.Groups["foreign"]["tags"]!["burst-owner"] = Guid.Empty.ToString();
        fixture.Arm.Groups["plain"] = new() { ["location"] = "westeurope" };

        var found = List();

        Assert.Equal(2, found.Others);
        Assert.Equal([A.GroupName, "burst-another"], found.Groups.Select(group => group.Name));
        Assert.Equal((A.Uid, "aci-westeurope", "default", "web-1"), (found.Groups[0].Pod!.Value, found.Groups[0].Node, found.Groups[0].Namespace, found.Groups[0].PodName));
        Assert.NotNull(found.Groups[0].Expiry);
        Assert.Null(found.Groups[1].Pod);
    }

    [Fact]
    public void ListWithALostPage_IsNoList()
    {
        fixture.Arm.PageSize = 1;
        fixture.Create();
        fixture.Arm.Groups["plain"] = new() { ["location"] = "westeurope" };
        for (var tries = 0; tries < 10; tries++)
            fixture.Arm.AnswerNext(request => request.Uri.Query.Contains("skip", StringComparison.Ordinal), 500, "");

        Assert.Throws<PodHostUnavailableException>(() => List());
    }

    [Fact]
    public void Delete_IsSentAgain_UntilTwoReadsFindNothing()
    {
        fixture.Create();
        fixture.Arm.AnswerNext(HttpMethod.Delete, 409, "ContainerGroupTransitioning");
        fixture.Arm.AnswerNext(HttpMethod.Delete, 202, "");
        fixture.Arm.Journal.Clear();

        Assert.IsType<SweepOutcome.Gone>(Delete(_ => null));

        Assert.Equal(3, fixture.Arm.Count(HttpMethod.Delete));
        Assert.Equal(["GET", "GET"], fixture.Arm.Journal.TakeLast(2).Select(request => request.Method.Method));
        Assert.Empty(fixture.Arm.Groups);
    }

    [Fact]
    public void ExpiryRenewedSinceTheList_KeepsTheGroup_AndNothingIsSent()
    {
        fixture.Create();
        var asked = 0;

        var outcome = Delete(_ => asked++ == 0 ? "it expires later" : null);

        Assert.Equal("it expires later", Assert.IsType<SweepOutcome.Kept>(outcome).Reason);
        Assert.Equal(0, fixture.Arm.Count(HttpMethod.Delete));
    }

    [Fact]
    public void OwnerChangedSinceTheList_KeepsTheGroup()
    {
        fixture.Create();
        var group = List().Groups.Single();
        fixture.Arm.Groups[A.GroupName]["tags"]!["burst-owner"] = Guid.Empty.ToString();

        Assert.IsType<SweepOutcome.Kept>(fixture.Time.Run(Sweeper().DeleteAsync(group, Owner, _ => null, CancellationToken.None)));
        Assert.Equal(0, fixture.Arm.Count(HttpMethod.Delete));
    }

    [Fact]
    public void GroupThatDoesNotGo_IsLeft_AfterAWhile()
    {
        fixture.Create();
        for (var tries = 0; tries < 1000; tries++)
            fixture.Arm.AnswerNext(HttpMethod.Delete, 409, "ContainerGroupTransitioning", "wait");

        Assert.Contains("ContainerGroupTransitioning", Assert.IsType<SweepOutcome.Left>(Delete(_ => null)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Logs_AreThoseOfAllContainersThatHaveOne_AndSayWhenTheyMayBeCut()
    {
        fixture.Create(A.Launch(A.Spec(A.Container("one"), A.Container("two"), A.Container("quiet"))));
        var ended = AciFixture.ContainerView("Terminated", 0, "2026-03-01T12:01:00Z", "2026-03-01T12:02:00Z");
        fixture.Arm.SetView(A.GroupName, AciFixture.View("Running"), AciFixture.ContainerView("Running", null, "2026-03-01T12:01:00Z"), ended);
        fixture.Arm.Logs[$"{A.GroupName}/one"] = "2026-03-01T12:01:30Z hello\nlast";
        fixture.Arm.Logs[$"{A.GroupName}/two"] = string.Concat(Enumerable.Repeat("x\n", 1000));

        var logs = fixture.Time.Run(Sweeper().ReadLogsAsync(List().Groups.Single(), CancellationToken.None));

        Assert.Equal(["one", "two"], logs.Select(log => log.Container));
        Assert.Equal(["hello", "last"], logs[0].Lines.Select(line => line.Text));
        Assert.True(logs[1].Lines[0].IsRemark);
        Assert.Equal(1001, logs[1].Lines.Length);
    }

    private OwnedGroups List() => fixture.Time.Run(Sweeper().ListAsync(Owner, CancellationToken.None));

    private SweepOutcome Delete(Func<OwnedGroup, string?> findReasonToKeep) =>
        fixture.Time.Run(Sweeper().DeleteAsync(List().Groups.Single(), Owner, findReasonToKeep, CancellationToken.None));

    private AciSweeper Sweeper()
    {
        var options = A.Options();
        var place = new AciConnection { Endpoint = options.Endpoint, Subscription = options.SubscriptionId, ResourceGroup = options.ResourceGroup };
        return new AciSweeper(place, new FixedToken(), new HttpClientTransport(fixture.Arm), TimeSpan.FromSeconds(2), fixture.Time, new CountingIds());
    }
}
