using Burst.Core.Canaries;
using Burst.Simulation.Chaos;
using Burst.Simulation.Chaos.Hunting;

namespace Burst.Simulation.Tests.Chaos;

/// <summary>A sample of the deliberate bugs, each in a history that is known to find it soon; <c>burst chaos --canaries</c> hunts for all.</summary>
[Collection(CanariesOneAtATime.Name)]
public sealed class CanaryTests : IDisposable
{
    private static readonly TimeSpan Length = TimeSpan.FromHours(1);

    public void Dispose() => CanarySwitch.Choose(Canary.None);

    [Theory]
    [InlineData(Canary.MissingOnceIsGone, 2)]
    [InlineData(Canary.AdoptedTwice, 1)]
    [InlineData(Canary.PullIsFree, 1)]
    [InlineData(Canary.IntentsNotResumed, 1)]
    [InlineData(Canary.EndingHoldsNothing, 2)]
    [InlineData(Canary.CapCheckedOncePerStep, 2)]
    [InlineData(Canary.SpendCapIgnored, 2)]
    [InlineData(Canary.CallsBeforeCommit, 3)]
    [InlineData(Canary.FailedCommitStays, 3)]
    [InlineData(Canary.OwnerNotChecked, 1)]
    [InlineData(Canary.MemoryRoundedDown, 1)]
    [InlineData(Canary.DeleteNotConfirmed, 1)]
    public async Task Canary_InAHistoryThatKeepsItsPromisesWithoutIt_IsFound(Canary canary, int seed)
    {
        var hunt = new CanaryHunt([(ulong)seed], Length, threads: 1, progress: null);

        var report = await hunt.RunAsync([canary], CancellationToken.None);

        Assert.True(report.HasPassed, $"{canary} was not found in seed {seed}");
        Assert.DoesNotContain(report.Findings[0].Violation!.Promise, report.Clean.Select(violation => violation.Promise));
    }

    [Fact]
    public void NoCanary_BreaksNoOtherPromise()
    {
        CanarySwitch.Choose(Canary.None);
        var known = ChaosRun.Run(1, Length, reader: null, CancellationToken.None).Violations.Select(violation => violation.Promise);

        Assert.Null(ChaosRun.FindOther(1, Length, known.ToHashSet(), CancellationToken.None));
    }

    [Fact]
    public async Task InterruptedHunt_TellsWhatIsKnown()
    {
        var hunt = new CanaryHunt([1], Length, threads: 1, progress: null);

        var report = await hunt.RunAsync([Canary.PullIsFree], new CancellationToken(canceled: true));

        Assert.True(report is { IsPartial: true, HasPassed: false, Found: 0 });
    }

    [Fact]
    public void AllCanaries_AreAtLeast36() => Assert.True(CanaryHunt.All.Length >= 36);
}
