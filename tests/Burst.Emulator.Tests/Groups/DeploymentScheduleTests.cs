using Burst.Emulator.Groups;

namespace Burst.Emulator.Tests.Groups;

public sealed class DeploymentScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("fast", 0.3, 0.8, 1)]
    [InlineData("azure", 15, 109, null)]
    public void Next_WithAProfile_StaysWithinItsBounds(string name, double minSeconds, double maxSeconds, int? retryAfterSeconds)
    {
        var profile = ProvisioningProfile.Find(name)!;
        Assert.Equal(retryAfterSeconds, profile.RetryAfterSeconds);
        foreach (var i in Enumerable.Range(0, 200))
        {
            var deployment = new DeploymentSchedule(profile, i).Next(Key("web"), 1, Now);
            Assert.InRange((deployment.StartAt - Now).TotalSeconds, minSeconds, maxSeconds);
            Assert.True(Now <= deployment.PullingAt && deployment.PullingAt <= deployment.PulledAt && deployment.PulledAt <= deployment.StartAt);
        }
    }

    [Fact]
    public void Next_SameSeedAndGroup_HasTheSameTimesUnderAnotherRuntimeId()
    {
        var one = new DeploymentSchedule(ProvisioningProfile.Azure, 7).Next(Key("web"), 1, Now);
        var again = new DeploymentSchedule(ProvisioningProfile.Azure, 7).Next(Key("WEB"), 1, Now);
        var other = new DeploymentSchedule(ProvisioningProfile.Azure, 8).Next(Key("web"), 1, Now);
        Assert.Equal(one with { RuntimeId = "" }, again with { RuntimeId = "" });
        Assert.NotEqual(one.RuntimeId, again.RuntimeId);
        Assert.NotEqual(one.StartAt, other.StartAt);
    }

    private static GroupKey Key(string name) => GroupKey.Of(Emulation.Subscription, "burst", name);
}
