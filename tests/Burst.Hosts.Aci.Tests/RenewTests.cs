using System.Text.Json.Nodes;
using Burst.Core.Ids;
using Burst.Hosts.Aci.Tests.Doubles;

namespace Burst.Hosts.Aci.Tests;

public sealed class RenewTests
{
    private readonly AciFixture _fixture = new();

    [Fact]
    public void Expiry_OfAGroupThatLives_IsMovedAtHalfItsTime_AndNothingElseIs()
    {
        _fixture.Create();
        _fixture.Arm.Groups[A.GroupName]["tags"]!["by-hand"] = "kept";
        var before = _fixture.Arm.Groups[A.GroupName].DeepClone().AsObject();
        PassAndList(TimeSpan.FromHours(11));
        Assert.Equal(0, Patches);

        PassAndList(TimeSpan.FromHours(2));
        PassAndList(TimeSpan.FromSeconds(10));
        Assert.Equal(1, Patches);
        Assert.Equal("2026-03-03T01:00:00Z", Tags(A.GroupName)["burst-expiry"]!.GetValue<string>());
        before["tags"]!["burst-expiry"] = "2026-03-03T01:00:00Z";
        Assert.True(JsonNode.DeepEquals(before, _fixture.Arm.Groups[A.GroupName]));
    }

    [Fact]
    public void Expiry_OfAGroupThatEndedOrIsNotOurs_StaysAsItIs()
    {
        var names = CreateMany(2);
        var view = AciFixture.ContainerView("Terminated", 0, "2026-03-01T12:01:00Z", "2026-03-01T12:02:00Z");
        _fixture.Arm.SetView(names[0], AciFixture.View("Succeeded"), view);
        Tags(names[1])["burst-owner"] = "99999999-7425-40de-944b-e07fc1f90ae7";
        PassAndList(TimeSpan.FromHours(20));
        Assert.Equal(0, Patches);
    }

    [Fact]
    public void Renewals_AreAFewPerList_UntilAllAreDone()
    {
        CreateMany(25);
        PassAndList(TimeSpan.FromHours(13));
        Assert.Equal(10, Patches);
        PassAndList(TimeSpan.FromSeconds(10));
        PassAndList(TimeSpan.FromSeconds(10));
        PassAndList(TimeSpan.FromSeconds(10));
        Assert.Equal(25, Patches);
    }

    [Theory]
    [InlineData(409, 2)] // This one's own matter: the other is renewed.
    [InlineData(403, 1)]
    [InlineData(503, 1)]
    public void RenewalThatFails_IsLoggedAndTriedAgainAtTheNextList(int status, int patchesOfFirstList)
    {
        var names = CreateMany(2);
        _fixture.Arm.AnswerNext(HttpMethod.Patch, status, "NotNow");
        PassAndList(TimeSpan.FromHours(13));
        Assert.Equal(patchesOfFirstList, Patches);
        Assert.Contains(_fixture.Logger.Lines, line => line.Contains("not renewed") && line.Contains("NotNow"));

        PassAndList(TimeSpan.FromSeconds(10));
        Assert.All(names, name => Assert.StartsWith("2026-03-03T01:00", Tags(name)["burst-expiry"]!.GetValue<string>()));
    }

    private int Patches => _fixture.Arm.Count(HttpMethod.Patch);

    private JsonNode Tags(string group) => _fixture.Arm.Groups[group]["tags"]!;

    private void PassAndList(TimeSpan span)
    {
        var groups = _fixture.Arm.Groups.Count;
        _fixture.Time.Pass(span);
        Assert.InRange(_fixture.List().Count, 1, groups);
    }

    private List<string> CreateMany(int count)
    {
        for (var i = 1; i <= count; i++)
            _fixture.Create(A.Launch(uid: PodUid.Parse($"00000000-0000-4000-8000-{i:D12}")));
        return [.. _fixture.Arm.Groups.Keys];
    }
}
