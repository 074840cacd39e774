using Burst.Core.Canaries;
using Burst.Simulation.Chaos.CrashPoints;
using Xunit;

namespace Burst.Simulation.Tests.Chaos.CrashPoints;

/// <summary>Kills prove something: they find bugs that nothing else in the scenario brings out.</summary>
[Collection(CanariesOneAtATime.Name)]
public sealed class CrashPointCanaryTests : IDisposable
{
    public void Dispose() => CanarySwitch.Choose(Canary.None);

    public static IEnumerable<object[]> Canaries => CrashPointHunt.Canaries.Select(canary => new object[] { canary });

    [Theory]
    [MemberData(nameof(Canaries))]
    public void BugThatOnlyAKillBringsOut_IsFoundByAKill(Canary canary)
    {
        SynchronizationContext.SetSynchronizationContext(null);

        var finding = CrashPointHunt.Hunt(canary, CancellationToken.None);

        Assert.True(finding.IsFound, $"{canary} was not found by {finding.Kills} kills");
        Assert.True(finding.Songs > 0);
    }
}
