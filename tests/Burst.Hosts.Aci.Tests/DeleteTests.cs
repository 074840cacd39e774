using System.Text.Json.Nodes;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Hosts.Aci.Tests.Doubles;

namespace Burst.Hosts.Aci.Tests;

public sealed class DeleteTests
{
    private readonly AciFixture _fixture = new();

    private static JsonObject Ended => AciFixture.ContainerView("Terminated", 0, "2026-03-01T11:00:00Z", "2026-03-01T11:30:00Z");

    [Fact]
    public void Delete_OfALiveGroup_NeedsTwoReadsThatFindNothing()
    {
        _fixture.Create();
        _fixture.Arm.Journal.Clear();
        var before = _fixture.Time.GetUtcNow();
        var gone = Assert.IsType<DeleteOutcome.Gone>(_fixture.Delete());

        Assert.Equal(before, gone.EndedAt);
        Assert.Equal([$"GET {A.GroupName}", $"DELETE {A.GroupName}", $"GET {A.GroupName}", $"GET {A.GroupName}"], _fixture.Arm.Calls);
        Assert.Equal(TimeSpan.FromSeconds(2), _fixture.Arm.Journal[3].At - _fixture.Arm.Journal[2].At);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-20)]
    public void Delete_WhereTheClocksDiffer_TellsTheEndByTheClockThatTheBeginningWasToldBy(int minutesAhead)
    {
        _fixture.Arm.ClockAhead = TimeSpan.FromMinutes(minutesAhead);
        _fixture.Create();
        var before = _fixture.Time.GetUtcNow().AddMinutes(minutesAhead);

        var ended = Assert.IsType<DeleteOutcome.Gone>(_fixture.Delete()).EndedAt!.Value;

        Assert.InRange(ended - before, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Delete_WhereTheClocksAgreeAsFarAsCanBeTold_TellsTheEndToTheMillisecond()
    {
        _fixture.Arm.ClockAhead = TimeSpan.FromSeconds(1.5);
        _fixture.Create();
        var before = _fixture.Time.GetUtcNow();

        Assert.Equal(before, Assert.IsType<DeleteOutcome.Gone>(_fixture.Delete()).EndedAt);
    }

    [Fact]
    public void Delete_OfAPodNeverKnown_IsGoneAfterTwoReadsAndWithoutATime()
    {
        Assert.Null(Assert.IsType<DeleteOutcome.Gone>(_fixture.Delete()).EndedAt);
        Assert.Equal([$"GET {A.GroupName}", $"GET {A.GroupName}"], _fixture.Arm.Calls);
    }

    [Fact]
    public void Delete_AskedAgainAfterGone_TellsTheSameEnd()
    {
        _fixture.Create();
        var first = _fixture.Delete();
        Assert.Equal(first, _fixture.Delete());
    }

    /// <summary>Until the service is heard again, what it said before counts by the time that has passed since.</summary>
    [Theory]
    [InlineData(30)]
    [InlineData(-30)]
    public void Delete_AfterTheWallClockWasSet_EndsByTheServicesClockAllTheSame(double setMinutes)
    {
        _fixture.Arm.ClockAhead = TimeSpan.FromMinutes(18);
        _fixture.Create();
        var service = _fixture.Time.GetUtcNow() + TimeSpan.FromMinutes(18);
        _fixture.Time.Set(TimeSpan.FromMinutes(setMinutes));
        _fixture.Arm.ClockAhead = TimeSpan.FromMinutes(18 - setMinutes);

        var ended = Assert.IsType<DeleteOutcome.Gone>(_fixture.Delete()).EndedAt!.Value;
        Assert.InRange(ended, service, service + TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Delete_OfAGroupThatSomebodyElseTook_DoesNotTellTheEndOfTheOneBeforeIt()
    {
        _fixture.Create();
        _fixture.Delete();
        _fixture.Create();
        _fixture.Arm.Groups.Remove(A.GroupName);

        Assert.Null(Assert.IsType<DeleteOutcome.Gone>(_fixture.Delete()).EndedAt);
    }

    [Fact]
    public void Delete_OfAGroupThatComesBack_IsSentAgain()
    {
        _fixture.Create();
        var group = _fixture.Arm.Groups[A.GroupName];
        _fixture.Arm.OnRequest = request =>
        {
            // The create was still under way: what was deleted appears once more.
            if (_fixture.Arm.Journal.Count == 6)
                _fixture.Arm.Groups[A.GroupName] = group;
        };
        Assert.IsType<DeleteOutcome.Deleting>(_fixture.Delete());
        var retry = _fixture.Time.GetUtcNow();
        Assert.Equal(retry, Assert.IsType<DeleteOutcome.Gone>(_fixture.Delete()).EndedAt);
        Assert.Equal(2, _fixture.Arm.Count(HttpMethod.Delete));
    }

    [Fact]
    public void Delete_AcceptedButStillThere_IsDeleting()
    {
        _fixture.Create();
        _fixture.Arm.AnswerNext(request => request.Method == HttpMethod.Delete, 202, "", retryAfter: "9");
        Assert.Equal(TimeSpan.FromSeconds(9), Assert.IsType<DeleteOutcome.Deleting>(_fixture.Delete()).RetryAfter);
    }

    [Fact]
    public void Delete_WhoseReplyIsLost_ConvergesAndTellsWhenItWasFirstMissed()
    {
        _fixture.Create();
        _fixture.Arm.Groups[A.GroupName]["properties"]!["provisioningState"] = "Succeeded";
        _fixture.Arm.BreakNext(HttpMethod.Delete, afterEffect: true);
        Assert.IsType<DeleteOutcome.Deleting>(_fixture.Delete());
        var retry = _fixture.Time.GetUtcNow();
        Assert.Equal(retry, Assert.IsType<DeleteOutcome.Gone>(_fixture.Delete()).EndedAt);
    }

    [Fact]
    public void Delete_OfAGroupBeingCreated_WhoseReplyIsLost_IsBilledUntilTheLastReadThatMissesIt()
    {
        _fixture.Create();
        _fixture.Arm.Groups[A.GroupName]["properties"]!["provisioningState"] = "Pending";
        _fixture.Arm.BreakNext(HttpMethod.Delete, afterEffect: true);
        Assert.IsType<DeleteOutcome.Deleting>(_fixture.Delete());
        var gone = Assert.IsType<DeleteOutcome.Gone>(_fixture.Delete());
        Assert.Equal(_fixture.Time.GetUtcNow(), gone.EndedAt);
    }

    [Fact]
    public void Delete_OfAGroupThatHadEnded_TellsItsOwnEnd()
    {
        _fixture.Create();
        _fixture.Arm.SetView(A.GroupName, AciFixture.View("Succeeded"), Ended);
        var gone = Assert.IsType<DeleteOutcome.Gone>(_fixture.Delete());
        Assert.Equal(DateTimeOffset.Parse("2026-03-01T11:30:00Z"), gone.EndedAt);
    }

    [Fact]
    public void Delete_OfAGroupThatEndsWhileItsDeleteIsUnderWay_TellsItsOwnEnd()
    {
        _fixture.Create();
        _fixture.Arm.AnswerNext(request => request.Method == HttpMethod.Delete, 202, "");
        _fixture.Arm.OnRequest = request =>
        {
            if (request.Method == HttpMethod.Get && _fixture.Arm.Count(HttpMethod.Delete) > 0)
                _fixture.Arm.SetView(A.GroupName, AciFixture.View("Succeeded"), Ended);
        };
        Assert.IsType<DeleteOutcome.Deleting>(_fixture.Delete());
        _fixture.Arm.OnRequest = null;
        _fixture.Arm.Groups.Remove(A.GroupName);

        Assert.Equal(DateTimeOffset.Parse("2026-03-01T11:30:00Z"), Assert.IsType<DeleteOutcome.Gone>(_fixture.Delete()).EndedAt);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    public void Delete_OfAGroupThatEndsBetweenTheReadAndTheDelete_TellsTheEndThatTheReplyShows(int status)
    {
        _fixture.Create();
        _fixture.Arm.SetView(A.GroupName, AciFixture.View("Succeeded"), Ended);
        var last = _fixture.Arm.Groups[A.GroupName].ToJsonString();
        _fixture.Arm.SetView(A.GroupName, AciFixture.View("Running"), AciFixture.ContainerView("Running", null, "2026-03-01T11:00:00Z", null));
        _fixture.Arm.AnswerNext(request => request.Method == HttpMethod.Delete, status, last);
        _fixture.Arm.OnRequest = _ =>
        {
            if (_fixture.Arm.Count(HttpMethod.Delete) > 0)
                _fixture.Arm.Groups.Remove(A.GroupName);
        };

        Assert.Equal(DateTimeOffset.Parse("2026-03-01T11:30:00Z"), Assert.IsType<DeleteOutcome.Gone>(_fixture.Delete()).EndedAt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Delete_TellsAtWhichTierTheGroupWas(bool isSpot)
    {
        var tier = isSpot ? Tier.AciSpot : Tier.Aci;
        _fixture.Create(A.Launch(tier: tier));
        Assert.Equal(tier, Assert.IsType<DeleteOutcome.Gone>(_fixture.Delete()).LastSeen!.Footprint!.Tier);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    public void Delete_WhoseReplyIsNoGroup_IsTakenAllTheSame(string body)
    {
        _fixture.Create();
        _fixture.Arm.AnswerNext(request => request.Method == HttpMethod.Delete, 202, body);
        Assert.IsType<DeleteOutcome.Deleting>(_fixture.Delete());
    }

    [Fact]
    public void Delete_OfAGroupThatIsThereAgainAtTheSecondLookAndHasEnded_TellsItsOwnEnd()
    {
        _fixture.Create();
        var group = _fixture.Arm.Groups[A.GroupName];
        _fixture.Arm.OnRequest = _ =>
        {
            if (_fixture.Arm.Journal.Count != 6)
                return;
            _fixture.Arm.Groups[A.GroupName] = group;
            _fixture.Arm.SetView(A.GroupName, AciFixture.View("Succeeded"), Ended);
        };
        Assert.IsType<DeleteOutcome.Deleting>(_fixture.Delete());
        _fixture.Arm.OnRequest = null;
        _fixture.Arm.Groups.Remove(A.GroupName);

        Assert.Equal(DateTimeOffset.Parse("2026-03-01T11:30:00Z"), Assert.IsType<DeleteOutcome.Gone>(_fixture.Delete()).EndedAt);
    }

    [Theory]
    [InlineData(409, "ContainerGroupTransitioning", null, 10)]
    [InlineData(429, "ResourceRequestsThrottled", "21", 21)]
    [InlineData(429, "ResourceRequestsThrottled", null, 30)]
    [InlineData(500, "InternalServerError", null, 5)]
    [InlineData(400, "Odd", null, 5)]
    public void Delete_Refused_IsDeletingForALittleLonger(int status, string code, string? retryAfter, int seconds)
    {
        _fixture.Create();
        _fixture.Arm.AnswerNext(HttpMethod.Delete, status, code, retryAfter: retryAfter);
        var deleting = Assert.IsType<DeleteOutcome.Deleting>(_fixture.Delete());
        Assert.Equal(TimeSpan.FromSeconds(seconds), deleting.RetryAfter);
        Assert.Contains(code, deleting.Reason);
        _fixture.Time.Pass(deleting.RetryAfter);
        Assert.IsType<DeleteOutcome.Gone>(_fixture.Delete());
    }

    [Fact]
    public void Delete_OfAnotherClustersGroup_IsGoneHereAndUntouched()
    {
        _fixture.Create();
        var other = _fixture.NewHost(A.Options() with { OwnerId = "99999999-7425-40de-944b-e07fc1f90ae7" });
        var outcome = _fixture.Time.Run(other.DeleteAsync(A.Uid, TimeSpan.Zero, CancellationToken.None));
        Assert.Equal(new DeleteOutcome.Gone(null), outcome);
        Assert.Contains(A.GroupName, _fixture.Arm.Groups.Keys);
        Assert.Equal(0, _fixture.Arm.Count(HttpMethod.Delete));
    }

    [Fact]
    public void Delete_OfAGroupThatLostItsTags_IsNeitherSentNorTakenForGone()
    {
        _fixture.Create();
        _fixture.Arm.Groups[A.GroupName].Remove("tags");
        var deleting = Assert.IsType<DeleteOutcome.Deleting>(_fixture.Delete());
        Assert.Contains("tags", deleting.Reason);
        Assert.Equal(0, _fixture.Arm.Count(HttpMethod.Delete));
    }

    [Fact]
    public void Delete_WhoseConfirmationCannotBeRead_IsNotGone()
    {
        _fixture.Create();
        _fixture.Arm.OnRequest = request =>
        {
            if (request.Method == HttpMethod.Get && _fixture.Arm.Count(HttpMethod.Delete) > 0)
                throw new HttpRequestException("cut");
        };
        Assert.Throws<PodHostUnavailableException>(() => _fixture.Delete());
        _fixture.Arm.OnRequest = null;
        Assert.NotNull(Assert.IsType<DeleteOutcome.Gone>(_fixture.Delete()).EndedAt);
    }

    [Theory]
    [InlineData("ResourceGroupNotFound")]
    [InlineData("SubscriptionNotFound")]
    [InlineData("NotFound")]
    public void Delete_WhereMoreThanTheGroupIsMissing_IsNotGone(string code)
    {
        _fixture.Arm.AnswerNext(HttpMethod.Get, 404, code);
        Assert.Throws<PodHostUnavailableException>(() => _fixture.Delete());
    }

    [Fact]
    public void Delete_Forbidden_Throws()
    {
        _fixture.Create();
        _fixture.Arm.AnswerNext(HttpMethod.Delete, 403, "AuthorizationFailed");
        Assert.Throws<PodHostUnavailableException>(() => _fixture.Delete());
    }
}
