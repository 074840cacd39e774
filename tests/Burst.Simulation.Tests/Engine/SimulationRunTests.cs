using Burst.Core.Policies;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Tests.Engine;

public class SimulationRunTests
{
    [Fact]
    public void JobOnAVm_RunsFromItsStartOn_AndTheVmIsPaidForTheWholeTime()
    {
        var replay = Replay.Of(Replay.Cluster(), "a,10,3600,1,1024,");

        Assert.Equal(["a vm-01 11-3611"], replay.Lines);
        Assert.Equal("0.096026666667", replay.Figures.TotalCost.ToString());
        Assert.Equal((1_000L, 10_000L, 3_611_000L), (replay.Figures.Wait.MaxMs, replay.Figures.FirstSubmitMs, replay.Figures.LastEndMs));
    }

    [Fact]
    public void JobThatWaitsTooLong_Spills_AndIsBilledFromItsPlacementOnEveryStartedSecondOfItsRoundedSize()
    {
        var replay = Replay.Of(Replay.Cluster(), "a,0,1000,2,1024,", "b,0,339.5,0.5,100,");

        Assert.Equal(["a vm-01 1-1001", "b aci 80-419.5"], replay.Lines);
        Assert.Equal("0.004495", replay.Figures.CostByTier[Core.Ids.Tier.Aci].ToString());
        Assert.Equal((1, 169_750_000), (replay.Figures.SpilledJobs, (int)replay.Figures.Spilled));
    }

    [Fact]
    public void JobInTime_TakesTheVmThatFreesUp() =>
        Assert.Equal(["a vm-01 1-31", "b vm-01 32-42"], Replay.Of(Replay.Cluster(), "a,0,30,2,1024,", "b,0,10,2,1024,").Lines);

    [Fact]
    public void Never_WaitsForAVm_AndSaysWhatBlockedIt()
    {
        var replay = Replay.Of(Replay.Cluster(policy: BurstMode.Never), "a,0,1000,2,1024,", "b,0,10,2,1024,");

        Assert.Equal(["a vm-01 1-1001", "b vm-01 1002-1012"], replay.Lines);
        Assert.Equal(["insufficient cpu=1"], replay.Figures.PastAfter.Select(entry => $"{entry.Key}={entry.Value}"));
    }

    [Fact]
    public void Always_LeavesTheVmsEmpty() =>
        Assert.Equal(["a aci 20-30"], Replay.Of(Replay.Cluster(policy: BurstMode.Always), "a,0,10,1,1024,").Lines);

    [Fact]
    public void WhatNothingCanRun_IsRejectedWithThePlannersReason()
    {
        var replay = Replay.Of(Replay.Cluster(), "a,0,10,1,1024,", "big,0,10,32,1024,");

        Assert.Equal(["a vm-01 1-11"], replay.Lines);
        Assert.Equal(
            ["0/2 nodes fit: 1 insufficient cpu, 1 too large for a container group=1"],
            replay.Figures.Rejected.Select(entry => $"{entry.Key}={entry.Value}"));
    }

    [Fact]
    public void JobLargerThanAnyVm_RunsOnAci_WhereThePolicyLetsItSpill()
    {
        Assert.Equal(["big aci 80-90"], Replay.Of(Replay.Cluster(), "big,0,10,31,1024,").Lines);
        Assert.Equal(1, Replay.Of(Replay.Cluster(policy: BurstMode.Never), "big,0,10,31,1024,").Figures.RejectedJobs);
    }

    [Fact]
    public void CoreQuota_IsNeverPassed_AndIsWhatBlocked()
    {
        var replay = Replay.Of(Replay.Cluster(policy: BurstMode.Always) with { AciCores = 2 }, "a,0,10,2,1024,", "b,0,300,2,1024,", "c,0,10,2,1024,");

        Assert.Equal(["a aci 20-30", "b aci 50-350", "c aci 370-380"], replay.Lines);
        Assert.Equal((2000L, 1), (replay.Figures.AciCpuMillisPeak, replay.Figures.AciGroupsPeak));
        Assert.Equal(["core quota reached=1"], replay.Figures.PastAfter.Select(entry => $"{entry.Key}={entry.Value}"));
    }

    [Fact]
    public void CreateRates_DeferWhatIsAboveThem_AndDropNothing()
    {
        var rows = Enumerable.Range(0, 7).Select(i => $"j{i},{i},1,1,1024,").ToArray();
        var replay = Replay.Of(Replay.Cluster(policy: BurstMode.Always) with { CreatesPer5Minutes = 2, CreatesPerHour = 5 }, rows);

        Assert.Equal([0, 1, 300, 301, 600, 3600, 3601], replay.Runs.Select(run => run.PlacedMs / 1000));
        Assert.Equal(2, replay.Figures.CreatesPer5MinutesPeak);
        Assert.Equal(["create rate reached=5"], replay.Figures.PastAfter.Select(entry => $"{entry.Key}={entry.Value}"));
    }

    [Fact]
    public void MultiNodeJob_StartsTogetherOrNotAtAll()
    {
        var log = new[]
        {
            "1 0 0 50 1 1 1 1 1 1048576 1 1 1 1 -1 1 1 1 {1} q 1:ppn=1",
            "2 0 0 50 4 1 1 4 1 1048576 1 1 1 1 -1 1 1 1 {1} q 2:ppn=2",
            "3 0 0 50 2 1 1 2 1 1048576 1 1 1 1 -1 1 1 1 {1} q 1:ppn=2",
        };
        var replay = Replay.Of(Replay.Cluster(vmNodes: 2), TraceFile.Read("log.swf", new TraceOptions { SwfMemory = SwfMemory.BytesPerNode }, log));

        Assert.Equal(["1 vm-01 1-51", "3 vm-02 1-51", "2 vm-01 52-102", "2 vm-02 52-102"], replay.Lines);
    }

    [Fact]
    public void GangThatMustSpill_SpillsWhole()
    {
        var log = new[]
        {
            "1 0 0 500 1 1 1 1 1 1048576 1 1 1 1 -1 1 1 1 {1} q 1:ppn=1",
            "2 0 0 50 4 1 1 4 1 1048576 1 1 1 1 -1 1 1 1 {1} q 2:ppn=2",
        };
        var replay = Replay.Of(Replay.Cluster(vmNodes: 2), TraceFile.Read("log.swf", new TraceOptions { SwfMemory = SwfMemory.BytesPerNode }, log));

        Assert.Equal(["1 vm-01 1-501", "2 aci 80-130", "2 aci 80-130"], replay.Lines);
        Assert.Equal((1, 2), (replay.Figures.SpilledJobs, replay.Figures.AciGroupsPeak));
    }

    [Fact]
    public void GangThatCannotBeCreatedAtOnce_IsRejected()
    {
        var trace = TraceFile.Read(
            "log.swf", new TraceOptions { SwfMemory = SwfMemory.BytesPerNode }, "2 0 0 50 6 1 1 6 1 1048576 1 1 1 1 -1 1 1 1 {1} q 3:ppn=2");
        var replay = Replay.Of(Replay.Cluster(vmNodes: 2) with { CreatesPer5Minutes = 2 }, trace);

        Assert.Empty(replay.Lines);
        Assert.Equal(1, replay.Figures.RejectedJobs);
    }
}
