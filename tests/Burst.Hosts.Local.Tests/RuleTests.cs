using Burst.Core.Pods;
using Burst.Hosts.Local.Programs;
using Burst.Hosts.Local.Shim;

namespace Burst.Hosts.Local.Tests;

public sealed class RuleTests
{
    [Fact]
    public void RestartBackoff_IsKubernetes()
    {
        var backoff = new RestartBackoff(TimeSpan.FromSeconds(10));
        var brief = TimeSpan.FromSeconds(1);

        var delays = Enumerable.Range(0, 8).Select(_ => backoff.Next(brief).TotalSeconds).ToArray();

        Assert.Equal([0, 10, 20, 40, 80, 160, 300, 300], delays);
        Assert.Equal(TimeSpan.Zero, backoff.Next(TimeSpan.FromMinutes(10)));
        Assert.Equal(TimeSpan.FromSeconds(10), backoff.Next(brief));
    }

    [Fact]
    public void ShimStop_LaterRequest_OnlyShortensTheGrace()
    {
        var stop = new ShimStop();
        stop.Begin(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        stop.Begin(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(60));
        Assert.Equal(TimeSpan.FromSeconds(31), stop.KillAt);

        stop.Begin(TimeSpan.FromSeconds(3), TimeSpan.Zero);

        Assert.True(stop.IsKillDue(TimeSpan.FromSeconds(3)));
        Assert.False(stop.IsKillDue(TimeSpan.FromSeconds(3.1)));
        Assert.True(stop.IsKillDue(TimeSpan.FromSeconds(4)));
    }

    [Fact]
    public void Phase_IsThatOfTheKubelet()
    {
        var creating = new ContainerStatus { Name = "a", State = ContainerState.Waiting };
        var restarting = creating with { RestartCount = 1, ExitCode = 1 };
        var running = creating with { State = ContainerState.Running };
        var good = creating with { State = ContainerState.Terminated, ExitCode = 0 };
        var bad = good with { ExitCode = 2 };

        Assert.Equal(PodPhase.Pending, PhaseRule.Compute([running, creating], isFinal: false));
        Assert.Equal(PodPhase.Running, PhaseRule.Compute([running, good], isFinal: false));
        Assert.Equal(PodPhase.Running, PhaseRule.Compute([bad, restarting], isFinal: false));
        Assert.Equal(PodPhase.Succeeded, PhaseRule.Compute([good, good], isFinal: true));
        Assert.Equal(PodPhase.Failed, PhaseRule.Compute([good, bad], isFinal: true));
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData("0", 0)]
    [InlineData("5s", 5)]
    [InlineData("1.5s", 1.5)]
    [InlineData("250ms", 0.25)]
    [InlineData("2m", 120)]
    [InlineData("1h", 3600)]
    public void Duration_ReadsWhatPeopleType(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), DurationText.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("5d")]
    [InlineData("s")]
    [InlineData("1e9")]
    [InlineData("1000h")]
    [InlineData("NaN")]
    public void Duration_RefusesTheRest_AndSaysWhatIsAccepted(string text) =>
        Assert.Contains($"'{text}' is not a duration; 5 (seconds), 500ms", Assert.Throws<FormatException>(() => DurationText.Parse(text)).Message);
}
