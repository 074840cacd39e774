using System.Text.Json.Nodes;
using Burst.Core.Hosts;
using Burst.Hosts.Aci.Tests.Doubles;

namespace Burst.Hosts.Aci.Tests;

public sealed class StopTests
{
    private const string Started = "2026-03-01T12:01:00Z";

    private readonly AciFixture _fixture = new();

    [Fact]
    public void GroupThatIsSoAlready_IsSentNothing()
    {
        Running();
        Assert.NotNull(Assert.IsType<StopOutcome.Accepted>(Start()).Seen);
        Stopped();
        Assert.Equal("Stopped", Assert.IsType<StopOutcome.Accepted>(Stop()).Seen!.Reason);
        Assert.Equal(0, _fixture.Arm.Count(HttpMethod.Post));
    }

    [Fact]
    public void Call_IsOfTheGroup_OneTry_AndIsFollowedByALook()
    {
        Running();
        _fixture.Arm.AnswerNext(IsPost, 204, "");
        _fixture.Arm.OnRequest = request => { if (IsPost(request)) Stopped(); };
        var seen = Assert.IsType<StopOutcome.Accepted>(Stop()).Seen!;

        Assert.Equal(DateTimeOffset.Parse("2026-03-01T12:02:00Z"), seen.UsageEndedAt);
        Assert.EndsWith($"/containerGroups/{A.GroupName}/stop?api-version=2023-05-01", Assert.Single(_fixture.Arm.Journal, IsPost).Uri.AbsoluteUri);
    }

    [Theory]
    [InlineData(409, "ServiceUnavailable")]
    [InlineData(400, "ContainerGroupQuotaReached")]
    public void ARefusal_IsOne_InTheServicesWords(int status, string code)
    {
        Stopped();
        _fixture.Arm.AnswerNext(HttpMethod.Post, status, code, "no room");
        Assert.Contains(code, Assert.IsType<StopOutcome.Refused>(Start()).Reason);
    }

    [Theory]
    [InlineData(409, "ContainerGroupTransitioning")]
    [InlineData(403, "AuthorizationFailed")]
    [InlineData(429, "TooManyRequests")]
    [InlineData(503, "ServiceUnavailable")]
    public void WhatMayGoBetterLater_IsNoRefusal_AndIsNotRepeatedHere(int status, string code)
    {
        Stopped();
        _fixture.Arm.AnswerNext(HttpMethod.Post, status, code, "later");
        Assert.Throws<PodHostUnavailableException>(() => Start());
        Assert.Equal(1, _fixture.Arm.Count(HttpMethod.Post));
    }

    [Fact]
    public void LookThatFailsAfterTheCall_LeavesItAccepted()
    {
        Running();
        _fixture.Arm.AnswerNext(IsPost, 204, "");
        _fixture.Arm.OnRequest = request =>
        {
            if (IsPost(request))
                _fixture.Arm.AnswerNext(HttpMethod.Get, 403, "AuthorizationFailed");
        };
        Assert.Null(Assert.IsType<StopOutcome.Accepted>(Stop()).Seen);
    }

    [Fact]
    public void GroupOfOthers_AndNone_AreRefusedAndSentNothing()
    {
        Assert.Contains("is not there", Assert.IsType<StopOutcome.Refused>(Stop()).Reason);
        Running();
        _fixture.Arm.Groups[A.GroupName]["tags"]!["burst-owner"] = "99999999-7425-40de-944b-e07fc1f90ae7";
        Assert.Contains("is not there", Assert.IsType<StopOutcome.Refused>(Stop()).Reason);
        Assert.Equal(0, _fixture.Arm.Count(HttpMethod.Post));
    }

    /// <summary>It is a pod's, and kept; a sweep by tags alone must not take it for one whose cluster has vanished.</summary>
    [Fact]
    public void StoppedGroup_HasItsExpiryMovedOn()
    {
        Stopped();
        _fixture.List();
        _fixture.Time.Pass(TimeSpan.FromHours(13));
        _fixture.List();
        Assert.Equal(1, _fixture.Arm.Count(HttpMethod.Patch));
    }

    private static bool IsPost(ArmRequestRecord request) => request.Method == HttpMethod.Post;

    private StopOutcome Stop() => _fixture.Time.Run(_fixture.Host.StopAsync(A.Uid, CancellationToken.None));

    private StopOutcome Start() => _fixture.Time.Run(_fixture.Host.StartAsync(A.Uid, CancellationToken.None));

    private void Running() => Show("Running", AciFixture.ContainerView("Running", null, Started));

    private void Stopped() => Show("Stopped", AciFixture.ContainerView("Terminated", 143, Started, "2026-03-01T12:02:00Z"));

    private void Show(string state, JsonObject container)
    {
        if (!_fixture.Arm.Groups.ContainsKey(A.GroupName))
            _fixture.Create();
        _fixture.Arm.SetView(A.GroupName, AciFixture.View(state), container);
    }
}
