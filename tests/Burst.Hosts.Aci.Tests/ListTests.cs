using System.Text;
using System.Text.Json.Nodes;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Tests.Doubles;
using Burst.Hosts.Aci.Tests.Mapping;

namespace Burst.Hosts.Aci.Tests;

public sealed class ListTests
{
    private readonly AciFixture _fixture = new();

    [Fact]
    public void List_OverManyPages_HasEveryPodOnce()
    {
        var uids = CreateMany(23);
        _fixture.Arm.PageSize = 5;
        Assert.Equal(uids.Order(), _fixture.List().Select(pod => pod.Uid));
    }

    [Fact]
    public void List_OfNothing_IsEmpty() => Assert.Empty(_fixture.List());

    [Fact]
    public void List_ReadsEachGroupForItsState()
    {
        _fixture.Create();
        _fixture.Arm.SetView(A.GroupName, AciFixture.View("Running"), AciFixture.ContainerView("Running", startTime: "2026-03-01T11:59:00Z"));
        var pod = Assert.Single(_fixture.List());
        Assert.Equal(PodPhase.Running, pod.Phase);
        Assert.Equal(DateTimeOffset.Parse("2026-03-01T11:59:00Z"), pod.UsageStartedAt);
        Assert.Null(pod.UsageEndedAt);
    }

    [Fact]
    public void List_LeavesOutWhatIsNotOurs()
    {
        var uids = CreateMany(3);
        var groups = _fixture.Arm.Groups.Values.ToList();
        groups[0]["tags"]!["burst-owner"] = "99999999-7425-40de-944b-e07fc1f90ae7";
        groups[1]["tags"]!["burst-node"] = "another-node";
        _fixture.Arm.Groups["made-by-hand"] = new JsonObject { ["tags"] = new JsonObject() };
        _fixture.Arm.Groups["copy-of-ours"] = new JsonObject { ["tags"] = groups[2]["tags"]!.DeepClone() };
        _fixture.Arm.Journal.Clear();

        Assert.Equal([uids[2]], _fixture.List().Select(pod => pod.Uid));
        Assert.Equal(2, _fixture.Arm.Journal.Count);
        Assert.Contains(_fixture.Logger.Lines, line => line.Contains("copy-of-ours"));
        Assert.DoesNotContain(_fixture.Logger.Lines, line => line.Contains("made-by-hand"));
    }

    [Fact]
    public void List_OfAGroupThatVanishesMeanwhile_LeavesItOut()
    {
        var uids = CreateMany(2);
        _fixture.Arm.OnRequest = request =>
        {
            if (request.Uri.Segments[^1].StartsWith("burst-"))
                _fixture.Arm.Groups.Remove(_fixture.Arm.Groups.Keys.First(name => name.EndsWith("1")));
            _fixture.Arm.OnRequest = request.Uri.Segments[^1].StartsWith("burst-") ? null : _fixture.Arm.OnRequest;
        };
        Assert.Equal([uids[1]], _fixture.List().Select(pod => pod.Uid));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    public void List_WhosePageFails_IsAnExceptionNotAPart(int status)
    {
        CreateMany(7);
        _fixture.Arm.PageSize = 5;
        for (var i = 0; i < 4; i++)
            _fixture.Arm.AnswerNext(request => request.Uri.Query.Contains("skip"), status, FakeArm.Error("Odd", "page"));
        Assert.Throws<PodHostUnavailableException>(() => _fixture.List());
    }

    [Fact]
    public void List_WhoseOneReadFails_IsAnExceptionNotAPart()
    {
        CreateMany(3);
        _fixture.Arm.AnswerNext(request => request.Method == HttpMethod.Get && request.Uri.AbsolutePath.EndsWith("2"), 403, "{}");
        Assert.Throws<PodHostUnavailableException>(() => _fixture.List());
    }

    [Fact]
    public void List_WhoseReadsStumble_TriesAgainUnderTheSameRequestId()
    {
        _fixture.Create();
        _fixture.Arm.Journal.Clear();
        _fixture.Arm.AnswerNext(HttpMethod.Get, 429, "Throttled", retryAfter: "7");
        _fixture.Arm.BreakNext(HttpMethod.Get, afterEffect: false);
        Assert.Single(_fixture.List());
        var journal = _fixture.Arm.Journal;
        Assert.Equal(4, journal.Count);
        Assert.Single(journal.Take(3).Select(request => request.RequestId).Distinct());
        Assert.Equal(TimeSpan.FromSeconds(7), journal[1].At - journal[0].At);
    }

    [Fact]
    public void List_AskedToWaitVeryLong_GivesUpAtOnce()
    {
        _fixture.Arm.AnswerNext(HttpMethod.Get, 429, "Throttled", retryAfter: "3600");
        Assert.Throws<PodHostUnavailableException>(() => _fixture.List());
        Assert.Single(_fixture.Arm.Journal);
    }

    [Fact]
    public void List_WhosePagesGoInACircle_IsAnException()
    {
        const string First = "https://arm.example/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/burst-rg/providers/"
            + "Microsoft.ContainerInstance/containerGroups?api-version=2023-05-01";
        _fixture.Arm.AnswerNext(_ => true, 200, $$"""{"value":[],"nextLink":"{{First}}"}""");
        Assert.Throws<PodHostUnavailableException>(() => _fixture.List());
        Assert.Single(_fixture.Arm.Journal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/next")]
    [InlineData("http://arm.example/next")]
    [InlineData("/relative")]
    public void List_WhoseNextPageIsElsewhere_DoesNotTakeTheTokenThere(string link)
    {
        _fixture.Arm.AnswerNext(_ => true, 200, $$"""{"value":[],"nextLink":"{{link}}"}""");
        Assert.Throws<PodHostUnavailableException>(() => _fixture.List());
        Assert.Single(_fixture.Arm.Journal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"value":[null]}""")]
    [InlineData("<html/>")]
    public void List_WhosePageIsNotOne_IsAnException(string body)
    {
        _fixture.Arm.AnswerNext(_ => true, 200, body);
        Assert.Throws<PodHostUnavailableException>(() => _fixture.List());
    }

    [Fact]
    public void List_OfAPodThatEnded_DoesNotReadItAgain()
    {
        _fixture.Create();
        var view = AciFixture.ContainerView("Terminated", 3, "2026-03-01T11:00:00Z", "2026-03-01T11:30:00Z");
        _fixture.Arm.SetView(A.GroupName, AciFixture.View("Failed"), view);
        var first = Assert.Single(_fixture.List());
        _fixture.Arm.Journal.Clear();
        var second = Assert.Single(_fixture.List());
        Assert.Single(_fixture.Arm.Journal);
        Assert.Equal(3, second.Containers.Single().ExitCode);
        Assert.Equal(first.UsageEndedAt, second.UsageEndedAt);

        _fixture.Delete();
        Assert.Empty(_fixture.List());
    }

    [Fact]
    public void List_OfAStateOfTheFuture_KeepsItAndSaysSoOnce()
    {
        _fixture.Create();
        _fixture.Arm.SetView(A.GroupName, AciFixture.View("Hibernating"));
        _fixture.List();
        var pod = Assert.Single(_fixture.List());
        Assert.Equal((PodPhase.Unknown, "Hibernating"), (pod.Phase, pod.Reason));
        Assert.Single(_fixture.Logger.Lines, line => line.Contains("Hibernating"));
    }

    [Fact]
    public void List_OverBodiesThatWereTamperedWith_IsWholeOrAnException()
    {
        var random = new Random(5);
        var whole = 0;
        _fixture.Create();
        for (var round = 0; round < 500; round++)
        {
            var bytes = Encoding.UTF8.GetBytes(RecordedGroups.Failed);
            for (var flips = random.Next(4); flips > 0; flips--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(128);
            var body = Encoding.UTF8.GetString(bytes).Replace("\"tags\":{}", $"\"tags\":{_fixture.Arm.Groups[A.GroupName]["tags"]!.ToJsonString()}");
            _fixture.Arm.AnswerNext(request => request.Uri.AbsolutePath.EndsWith(A.GroupName), 200, body);
            try
            {
                whole += _fixture.Time.Run(_fixture.NewHost().ListAsync(CancellationToken.None)).Count;
            }
            catch (PodHostUnavailableException)
            {
                // The one exception that is documented.
            }
        }

        Assert.InRange(whole, 100, 499);
    }

    private List<PodUid> CreateMany(int count)
    {
        var uids = Enumerable.Range(1, count).Select(i => PodUid.Parse($"00000000-0000-4000-8000-{i:D12}")).ToList();
        foreach (var uid in uids)
            Assert.IsType<CreateOutcome.Accepted>(_fixture.Create(A.Launch(uid: uid)));
        return uids;
    }
}
