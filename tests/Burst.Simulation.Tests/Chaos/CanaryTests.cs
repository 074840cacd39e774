using Burst.Core.Canaries;
using Burst.Simulation.Chaos;
using Burst.Simulation.Chaos.CrashPoints;
using Burst.Simulation.Chaos.Hunting;

namespace Burst.Simulation.Tests.Chaos;

/// <summary>A sample of the deliberate bugs, each found within a few histories; <c>burst chaos --canaries</c> hunts for all.</summary>
[Collection(CanariesOneAtATime.Name)]
public sealed class CanaryTests : IDisposable
{
    private static readonly TimeSpan Length = TimeSpan.FromHours(1);

    public void Dispose() => CanarySwitch.Choose(Canary.None);

    [Theory]
    [InlineData(Canary.MissingOnceIsGone)]
    [InlineData(Canary.FirstPageIsAll)]
    [InlineData(Canary.OwnerNotChecked)]
    [InlineData(Canary.ExitCodeLost)]
    [InlineData(Canary.PullIsFree)]
    [InlineData(Canary.MemoryRoundedDown)]
    [InlineData(Canary.AdoptedTwice)]
    [InlineData(Canary.EndingHoldsNothing)]
    [InlineData(Canary.CapCheckedOncePerStep)]
    [InlineData(Canary.SpendCapIgnored)]
    [InlineData(Canary.CallsBeforeCommit)]
    [InlineData(Canary.WaitsSilently)]
    [InlineData(Canary.IntentsNotResumed)]
    [InlineData(Canary.DeleteForgottenAtStart)]
    [InlineData(Canary.FailedCountsAsDone)]
    [InlineData(Canary.LateWakeIsDropped)]
    [InlineData(Canary.EndingCountsAsStrength)]
    [InlineData(Canary.RelievedBeforeItIsReady)]
    [InlineData(Canary.NudgedForNothing)]
    public async Task Canary_IsFoundByThePromiseItIsThereToBreak_AfterItSang(Canary canary)
    {
        var hunt = new CanaryHunt([.. Enumerable.Range(1, 12).Select(seed => (ulong)seed)], Length, threads: 1, progress: null);

        var report = await hunt.RunAsync([canary], CancellationToken.None);

        var finding = Assert.Single(report.Findings);
        Assert.True(report.HasPassed, finding.ToString());
        Assert.Contains(finding.Violation!.Promise, finding.Expected);
        Assert.True(finding.Songs > 0);
        Assert.DoesNotContain(finding.Violation.Seed, report.Unusable.Select(violation => violation.Seed));
    }

    [Fact]
    public void PromiseBrokenWithoutASong_IsNoFind()
    {
        var violation = new Burst.Simulation.Chaos.Reports.ChaosViolation(1, TimeSpan.Zero, "leaked", "pod", "");

        Assert.False(new CanaryTrial(1, violation, violation, Songs: 0).IsFind);
        Assert.True(new CanaryTrial(1, violation, violation, Songs: 1).IsFind);
    }

    [Fact]
    public void HistoryThatIsLookedInForNothing_RunsToItsEnd_AndSongsAreCounted()
    {
        CanarySwitch.Choose(Canary.OwnerNotChecked);

        var trial = ChaosRun.Try(1, Length, static _ => false, CancellationToken.None);

        Assert.True(trial is { Violation: null, Any: not null, IsFind: false });
        Assert.True(trial.Songs > 0);
    }

    [Fact]
    public void ControlPlaneThatNeverWaits_IsFoundWithItsTime_AndBlocksNoRun()
    {
        CanarySwitch.Choose(Canary.NudgedForNothing);

        var result = ChaosRun.Run(1, Length, reader: null, CancellationToken.None);

        var found = Assert.Single(result.Violations);
        Assert.Equal((1UL, "time stands still", "control plane"), (found.Seed, found.Promise, found.Where));
        Assert.Equal(result.Simulated, found.At);
        Assert.True(found.At < Length);
    }

    /// <summary>A place was taken back from a pod that had been tried, in vain, step after step: no canary is needed for it, but it found it.</summary>
    [Fact]
    public void HistoryInWhichTheLoopWentRoundForEver_Ends()
    {
        CanarySwitch.Choose(Canary.DeleteDuringCreateSkipped);

        var trial = ChaosRun.Try(2, TimeSpan.FromHours(2), promise => promise == "time stands still", CancellationToken.None);

        Assert.Null(trial.Violation);
        Assert.True(trial.Songs > 0);
    }

    [Fact]
    public void CrashPointHistoryThatNeverWaits_EndsToo()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        CanarySwitch.Choose(Canary.NudgedForNothing);

        var failure = Assert.Throws<InvalidOperationException>(() => CrashPointRun.FindPoints(CancellationToken.None));

        Assert.Contains("time stands still", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutACanary_NothingSings()
    {
        CanarySwitch.Choose(Canary.None);

        Assert.Equal(0, ChaosRun.Try(1, Length, static _ => true, CancellationToken.None).Songs);
    }

    [Fact]
    public async Task InterruptedHunt_TellsWhatIsKnown()
    {
        var hunt = new CanaryHunt([1], Length, threads: 1, progress: null);

        var report = await hunt.RunAsync([Canary.PullIsFree], new CancellationToken(canceled: true));

        Assert.True(report is { IsPartial: true, HasPassed: false, Found: 0 });
    }

    [Fact]
    public void AllCanaries_AreAtLeast40_AndEachIsThereToBreakSomething()
    {
        Assert.True(CanaryHunt.All.Length >= 40);
        Assert.All(CanaryHunt.All, canary => Assert.NotEmpty(ExpectedPromises.Of(canary)));
    }
}
