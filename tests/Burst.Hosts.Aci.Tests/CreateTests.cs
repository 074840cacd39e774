using System.Collections.Immutable;
using System.Text;
using Azure.Identity;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Tests.Doubles;

namespace Burst.Hosts.Aci.Tests;

public sealed class CreateTests
{
    private readonly AciFixture _fixture = new();

    [Fact]
    public void Create_OfANewPod_ReadsThenPutsOnce()
    {
        Assert.IsType<CreateOutcome.Accepted>(_fixture.Create());
        Assert.Equal([$"GET {A.GroupName}", $"PUT {A.GroupName}"], _fixture.Arm.Calls);
        Assert.All(_fixture.Arm.Journal, request => Assert.Equal("Bearer token-for-tests", request.Authorization));
        Assert.All(_fixture.Arm.Journal, request => Assert.Contains("api-version=2023-05-01", request.Uri.Query));
    }

    [Fact]
    public void Create_OfAPodThatExists_SendsNoPut()
    {
        Assert.Null(Assert.IsType<CreateOutcome.Accepted>(_fixture.Create()).Seen);
        Assert.Equal(A.Uid, Assert.IsType<CreateOutcome.Accepted>(_fixture.Create()).Seen?.Uid);
        Assert.Equal(1, _fixture.Arm.Count(HttpMethod.Put));
    }

    [Fact]
    public void Create_WhereALateRequestMadeTheGroupAtAnotherTier_TellsOfItAndTouchesNothing()
    {
        _fixture.Create(A.Launch(tier: Tier.AciSpot));

        var astray = Assert.IsType<CreateOutcome.Astray>(_fixture.Create(A.Launch(tier: Tier.Aci)));
        Assert.Equal((A.Uid, Tier.AciSpot), (astray.Seen.Uid, astray.Seen.Footprint!.Tier));
        Assert.Equal(["PUT"], _fixture.Arm.Journal.Select(request => request.Method.Method).Where(method => method != "GET"));

        Assert.IsType<DeleteOutcome.Gone>(_fixture.Delete());
        Assert.IsType<CreateOutcome.Accepted>(_fixture.Create(A.Launch(tier: Tier.Aci)));

        Assert.Equal(["PUT", "DELETE", "PUT"], _fixture.Arm.Journal.Select(request => request.Method.Method).Where(method => method != "GET"));
        Assert.IsType<CreateOutcome.Accepted>(_fixture.Create(A.Launch(tier: Tier.Aci)));
    }

    [Fact]
    public void Create_OfAGroupMadeAnew_IsNotToldToHaveEndedAsTheOneBeforeItHad()
    {
        _fixture.Create();
        _fixture.Arm.SetView(A.GroupName, AciFixture.View("Succeeded"), AciFixture.ContainerView("Terminated", 0, "2026-03-01T11:00:00Z", "2026-03-01T11:30:00Z"));
        Assert.Equal(PodPhase.Succeeded, Assert.Single(_fixture.List()).Phase);
        _fixture.Arm.Groups.Remove(A.GroupName);

        _fixture.Create();

        Assert.Equal(PodPhase.Pending, Assert.Single(_fixture.List()).Phase);
    }

    [Fact]
    public void Create_ThatOnlyLooks_NeverPuts_AndTakesWhatIsThere()
    {
        var look = A.Launch() with { LooksOnly = true, Environment = ImmutableSortedDictionary<string, ImmutableArray<ResolvedEnv>>.Empty };
        Assert.IsType<CreateOutcome.Missing>(_fixture.Create(look));
        Assert.Equal([$"GET {A.GroupName}"], _fixture.Arm.Calls);

        _fixture.Create();
        Assert.IsType<CreateOutcome.Accepted>(_fixture.Create(look));
        Assert.Equal(1, _fixture.Arm.Count(HttpMethod.Put));
    }

    [Fact]
    public void Create_WhoseReplyIsLostAfterTheEffect_IsReadBackAndNotRepeated()
    {
        _fixture.Arm.BreakNext(HttpMethod.Put, afterEffect: true);
        Assert.IsType<CreateOutcome.Accepted>(_fixture.Create());
        Assert.Equal([$"GET {A.GroupName}", $"PUT {A.GroupName}", $"GET {A.GroupName}"], _fixture.Arm.Calls);
    }

    [Fact]
    public void Create_ThatNeverArrived_ResendsTheSameBytesUnderTheSameRequestId()
    {
        _fixture.Arm.BreakNext(HttpMethod.Put, afterEffect: false);
        _fixture.Arm.AnswerNext(HttpMethod.Put, 503, "ServerBusy");
        Assert.IsType<CreateOutcome.Accepted>(_fixture.Create());

        var puts = _fixture.Arm.Journal.Where(request => request.Method == HttpMethod.Put).ToList();
        Assert.Equal(3, puts.Count);
        Assert.Single(puts.Select(put => Encoding.UTF8.GetString(put.Body)).Distinct());
        Assert.Single(puts.Select(put => put.RequestId).Distinct());
        Assert.True(puts[0].At < puts[1].At && puts[1].At < puts[2].At);
    }

    [Fact]
    public async Task Create_SentAgainLaterByAnotherProcess_IsTheSameBytes()
    {
        for (var i = 0; i < 3; i++)
            _fixture.Arm.BreakNext(HttpMethod.Put, afterEffect: false);
        Assert.IsType<CreateOutcome.Unknown>(_fixture.Create());
        _fixture.Time.Pass(TimeSpan.FromHours(2));
        Assert.IsType<CreateOutcome.Accepted>(await _fixture.NewHost().CreateAsync(A.Launch(), CancellationToken.None));

        var puts = _fixture.Arm.Journal.Where(request => request.Method == HttpMethod.Put).ToList();
        Assert.True(puts[^1].At - puts[0].At >= TimeSpan.FromHours(2));
        Assert.Single(puts.Select(put => Encoding.UTF8.GetString(put.Body)).Distinct());
    }

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(503)]
    public void Create_ThatIsAlwaysAmbiguous_GivesUpAsUnknown(int status)
    {
        for (var i = 0; i < 10; i++)
            _fixture.Arm.AnswerNext(HttpMethod.Put, status, "InternalServerError");
        Assert.IsType<CreateOutcome.Unknown>(_fixture.Create());
        Assert.Equal(3, _fixture.Arm.Count(HttpMethod.Put));
    }

    [Fact]
    public void Create_ThatHangs_EndsAtTheTimeoutAndIsReadBack()
    {
        _fixture.Arm.HangNext(HttpMethod.Put);
        var before = _fixture.Time.GetUtcNow();
        Assert.IsType<CreateOutcome.Accepted>(_fixture.Create());
        Assert.True(_fixture.Time.GetUtcNow() - before >= TimeSpan.FromSeconds(60));
        Assert.Equal(2, _fixture.Arm.Count(HttpMethod.Put));
    }

    [Fact]
    public void Create_AmbiguousThenUnreadable_IsUnknown()
    {
        _fixture.Arm.BreakNext(HttpMethod.Put, afterEffect: true);
        _fixture.Arm.OnRequest = request =>
        {
            if (_fixture.Arm.Count(HttpMethod.Put) > 0 && request.Method == HttpMethod.Get)
                throw new HttpRequestException("unreachable");
        };
        Assert.IsType<CreateOutcome.Unknown>(_fixture.Create());
        Assert.Equal(1, _fixture.Arm.Count(HttpMethod.Put));
    }

    [Fact]
    public void Create_RefusedAfterAnAmbiguousTry_IsUnknown()
    {
        _fixture.Arm.BreakNext(HttpMethod.Put, afterEffect: false);
        _fixture.Arm.AnswerNext(HttpMethod.Put, 409, "ServiceUnavailable", "not available in the location");
        Assert.IsType<CreateOutcome.Unknown>(_fixture.Create());
    }

    [Theory]
    [InlineData(409, "ServiceUnavailable", typeof(CreateOutcome.InsufficientCapacity))]
    [InlineData(409, "ContainerGroupQuotaReached", typeof(CreateOutcome.InsufficientCapacity))]
    [InlineData(400, "ContainerGroupQuotaReached", typeof(CreateOutcome.InsufficientCapacity))]
    [InlineData(409, "ContainerGroupTransitioning", typeof(CreateOutcome.Unknown))]
    [InlineData(409, "SomethingNew", typeof(CreateOutcome.Unknown))]
    [InlineData(400, "InaccessibleImage", typeof(CreateOutcome.Rejected))]
    [InlineData(400, "RegistryErrorResponse", typeof(CreateOutcome.Throttled))]
    [InlineData(422, "", typeof(CreateOutcome.Rejected))]
    [InlineData(429, "ResourceRequestsThrottled", typeof(CreateOutcome.Throttled))]
    public void Create_Refused_SaysWhatItMeans(int status, string code, Type outcome)
    {
        _fixture.Arm.AnswerNext(HttpMethod.Put, status, code, "the service's words");
        var actual = _fixture.Create();
        Assert.IsType(outcome, actual);
        Assert.Contains("the service's words", actual.ToString());
        Assert.Contains(code, actual.ToString());
        Assert.Equal(1, _fixture.Arm.Count(HttpMethod.Put));
    }

    [Fact]
    public void Create_Throttled_SaysForHowLong()
    {
        _fixture.Arm.AnswerNext(HttpMethod.Put, 429, "ResourceRequestsThrottled", retryAfter: "17");
        Assert.Equal(TimeSpan.FromSeconds(17), Assert.IsType<CreateOutcome.Throttled>(_fixture.Create()).RetryAfter);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public void Create_Forbidden_ThrowsWithTheRemedy(int status)
    {
        _fixture.Arm.AnswerNext(HttpMethod.Put, status, "AuthorizationFailed", "no");
        var exception = Assert.Throws<PodHostUnavailableException>(() => _fixture.Create());
        Assert.Contains("AuthorizationFailed", exception.Message);
    }

    [Fact]
    public void Create_WithoutAToken_SendsNothing()
    {
        var fixture = new AciFixture(tokenFailure: new AuthenticationFailedException("no managed identity here"));
        var exception = Assert.Throws<PodHostUnavailableException>(() => fixture.Create());
        Assert.Contains("no managed identity here", exception.Message);
        Assert.Empty(fixture.Arm.Journal);
    }

    [Fact]
    public void Create_WhereTheResourceGroupIsMissing_ThrowsRatherThanCreates()
    {
        _fixture.Arm.AnswerNext(HttpMethod.Get, 404, "ResourceGroupNotFound", "Resource group 'burst-rg' could not be found.");
        Assert.Throws<PodHostUnavailableException>(() => _fixture.Create());
        Assert.Equal(0, _fixture.Arm.Count(HttpMethod.Put));
    }

    [Fact]
    public void Create_WhereA404ComesFromSomethingElse_IsNotTakenForAbsence()
    {
        _fixture.Arm.AnswerNext(request => request.Method == HttpMethod.Get, 404, "<html>nothing here</html>");
        Assert.Throws<PodHostUnavailableException>(() => _fixture.Create());
    }

    [Fact]
    public void Create_WhereAnotherClusterHasTheName_IsRejectedAndTouchesNothing()
    {
        var other = _fixture.NewHost(A.Options() with { OwnerId = "99999999-7425-40de-944b-e07fc1f90ae7" });
        _fixture.Time.Run(other.CreateAsync(A.Launch(), CancellationToken.None));
        Assert.IsType<CreateOutcome.Rejected>(_fixture.Create());
        Assert.Equal(1, _fixture.Arm.Count(HttpMethod.Put));
    }

    [Fact]
    public void Create_WhereTheTagsAreGone_IsUnknownAndTouchesNothing()
    {
        _fixture.Create();
        _fixture.Arm.Groups[A.GroupName]["tags"] = null;
        Assert.IsType<CreateOutcome.Unknown>(_fixture.Create());
        Assert.Equal(1, _fixture.Arm.Count(HttpMethod.Put));
    }

    [Fact]
    public void Create_OfASpotGroupThatIsTooLarge_IsRejectedBeforeAnythingIsSent()
    {
        var launch = A.Launch(A.Spec(A.Container(cpuMillis: 5000)), tier: Tier.AciSpot);
        Assert.Contains("Spot", Assert.IsType<CreateOutcome.Rejected>(_fixture.Create(launch)).Reason);
        Assert.Empty(_fixture.Arm.Journal);
    }

    [Fact]
    public void Create_WhoseRefusalQuotesASecret_ShowsItNowhere()
    {
        const string Secret = "hunter2-hunter2\"x";
        var launch = A.Launch(environment: new ResolvedEnv("PASSWORD", Secret, IsSecret: true));
        _fixture.Arm.BreakNext(HttpMethod.Put, afterEffect: false);
        _fixture.Arm.AnswerNext(HttpMethod.Put, 500, "InternalServerError", $"bad value {Secret}");
        _fixture.Arm.AnswerNext(HttpMethod.Put, 400, "Bad", new string('x', 590) + Secret);
        var outcome = _fixture.Create(launch);

        Assert.Contains("Secure", Encoding.UTF8.GetString(_fixture.Arm.Journal[1].Body), StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(_fixture.Logger.Lines);
        string[] texts = [outcome.ToString(), launch.ToString(), .. _fixture.Logger.Lines];
        Assert.All(texts, text => Assert.DoesNotContain("hunter2", text));
    }

    [Fact]
    public void Create_Cancelled_SendsNothingMore()
    {
        using var cancelled = new CancellationTokenSource();
        _fixture.Arm.OnRequest = request => { if (request.Method == HttpMethod.Put) cancelled.Cancel(); };
        _fixture.Arm.BreakNext(HttpMethod.Put, afterEffect: true);
        Assert.ThrowsAny<OperationCanceledException>(() => _fixture.Time.Run(_fixture.Host.CreateAsync(A.Launch(), cancelled.Token)));
        Assert.Equal(2, _fixture.Arm.Journal.Count);
    }
}
