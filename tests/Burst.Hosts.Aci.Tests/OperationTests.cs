using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Groups;
using Burst.Hosts.Aci.Tests.Doubles;

namespace Burst.Hosts.Aci.Tests;

/// <summary>The operation of a create, which says with Azure's own words why it failed.</summary>
public sealed class OperationTests
{
    private const string Link = "https://arm.example/subscriptions/s/providers/Microsoft.ContainerInstance/locations/westeurope/operations/1?api-version=2018-06-01";
    private const string Failed = """{"id":"x","status":"Failed","error":{"code":"ServiceUnavailable","message":"No room for 1 core."}}""";
    private readonly AciFixture _fixture = new();

    private int Polls => _fixture.Arm.Journal.Count(request => request.Uri.AbsolutePath.Contains("/operations/"));

    [Fact]
    public void Create_TellsWhereItsOperationIs()
    {
        _fixture.Arm.OperationLink = Link;
        Assert.Equal(Link, Assert.IsType<CreateOutcome.Accepted>(_fixture.Create()).Operation);
        Assert.Equal(Link, Assert.IsType<CreateOutcome.Accepted>(_fixture.Create()).Operation); // Found there, and not sent again.
        Assert.Equal(1, _fixture.Arm.Count(HttpMethod.Put));
    }

    [Theory]
    [InlineData("https://evil.example/operations/1")]
    [InlineData("http://arm.example/operations/1")]
    [InlineData("https://arm.example:444/operations/1")]
    [InlineData("https://arm.example.evil.example/operations/1")]
    [InlineData("https://arm.example@evil.example/operations/1")]
    [InlineData("/operations/1")]
    [InlineData("no link")]
    public void LinkThatLeadsElsewhere_IsNeitherKeptNorAsked(string link)
    {
        _fixture.Arm.OperationLink = link;
        Assert.Null(Assert.IsType<CreateOutcome.Accepted>(_fixture.Create()).Operation);
        _fixture.Host.Resume(A.Uid, link);
        _fixture.Time.Pass(TimeSpan.FromMinutes(1));
        _fixture.List();
        Assert.DoesNotContain(_fixture.Arm.Journal, request => request.Uri.Authority != "arm.example" || request.Uri.AbsolutePath.Contains("operations/1"));
    }

    [Fact]
    public void Failure_OfTheProvisioning_IsToldInAzuresWords_AndAskedForOnce()
    {
        (_fixture.Arm.OperationLink, _fixture.Arm.Operation) = (Link, Failed);
        _fixture.Create();
        _fixture.Arm.Groups[A.GroupName]["properties"]!["provisioningState"] = "Failed";
        _fixture.Time.Pass(TimeSpan.FromSeconds(5));

        var pod = Assert.Single(_fixture.List());
        Assert.Equal((PodPhase.Pending, "ProvisioningFailed"), (pod.Phase, pod.Reason));
        Assert.Equal("ServiceUnavailable: No room for 1 core.", pod.Message);
        _fixture.Time.Pass(TimeSpan.FromSeconds(60));
        Assert.Equal("ServiceUnavailable: No room for 1 core.", Assert.Single(_fixture.List()).Message);
        Assert.Equal(1, Polls);
    }

    [Fact]
    public void CreateThatGoesOn_IsAskedForFromTimeToTime_UntilItRuns()
    {
        (_fixture.Arm.OperationLink, _fixture.Arm.Operation) = (Link, """{"id":"x","status":"Creating"}""");
        _fixture.Create();
        for (var i = 0; i < 12; i++)
        {
            _fixture.Time.Pass(TimeSpan.FromSeconds(10));
            _fixture.List();
        }

        Assert.Equal(4, Polls); // At 10, 40, 70 and 100 s.
        var asked = Polls;
        _fixture.Arm.SetView(A.GroupName, AciFixture.View("Running"), AciFixture.ContainerView("Running", null, "2026-03-01T11:00:00Z"));
        _fixture.Time.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(PodPhase.Running, Assert.Single(_fixture.List()).Phase);
        Assert.Equal(asked, Polls);
    }

    [Fact]
    public void KilledBetweenPutAndPoll_TheNextProcessAsksForTheSameOperation()
    {
        (_fixture.Arm.OperationLink, _fixture.Arm.Operation) = (Link, Failed);
        var operation = Assert.IsType<CreateOutcome.Accepted>(_fixture.Create()).Operation!;
        var next = _fixture.NewHost();
        next.Resume(A.Uid, operation);

        var pod = Assert.Single(_fixture.Time.Run(next.ListAsync(CancellationToken.None)));
        Assert.Equal("ServiceUnavailable: No room for 1 core.", pod.Message);
        Assert.Equal("ProvisioningFailed", pod.Reason);
        Assert.Equal(new Uri(Link), _fixture.Arm.Journal[^1].Uri);
    }

    [Fact]
    public void OperationThatIsGone_LeavesItAtTheGroup()
    {
        _fixture.Create();
        _fixture.Host.Resume(A.Uid, Link);
        Assert.Equal(PodPhase.Pending, Assert.Single(_fixture.List()).Phase);
        Assert.Equal(1, Polls);
        _fixture.Time.Pass(TimeSpan.FromMinutes(1));
        _fixture.List();
        Assert.Equal(1, Polls);
    }

    [Fact]
    public void OperationThatCannotBeRead_DoesNotHideTheGroup()
    {
        _fixture.Create();
        _fixture.Host.Resume(A.Uid, Link);
        _fixture.Arm.AnswerNext(request => request.Uri.AbsolutePath.Contains("/operations/"), 500, "<html>");
        Assert.Single(_fixture.List());
        Assert.Equal(1, Polls);
    }

    [Fact]
    public void GroupThatRunsAfterAll_HasNotFailed()
    {
        var failed = new GroupOperation(new Uri(Link), Failure: "ServiceUnavailable: x");
        var running = new PodObservation { Uid = A.Uid, ObservedAt = DateTimeOffset.UnixEpoch, Phase = PodPhase.Running };
        Assert.Null(failed.AddTo(running).Message);
        Assert.Equal("ServiceUnavailable: x", failed.AddTo(running with { Reason = "ProvisioningFailed" }).Message);
        Assert.Null(failed.AddTo(running with { Phase = PodPhase.Succeeded }).Message);
    }
}
