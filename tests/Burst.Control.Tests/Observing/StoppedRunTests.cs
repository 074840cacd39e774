using Burst.Control.Loop;
using Burst.Control.Observing;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Core.Units;
using Burst.Testing.Builders;

namespace Burst.Control.Tests.Observing;

/// <summary>Sights of a pod that was stopped, which may be of the run that has ended: they come late, and out of turn.</summary>
public class StoppedRunTests
{
    private static readonly DateTimeOffset Began = A.Start.AddSeconds(10);
    private static readonly DateTimeOffset Ended = A.Start.AddMinutes(5).AddMilliseconds(300);
    private static readonly DateTimeOffset BeganAgain = A.Start.AddMinutes(9);

    private readonly ClusterState state = new();

    [Theory]
    [InlineData(PodStopStage.Stopped)]
    [InlineData(PodStopStage.Starting)]
    [InlineData(PodStopStage.Started)]
    public void SightsOfTheRunThatEnded_ChangeNothing(PodStopStage stage)
    {
        var before = Given(stage);
        var usage = state.OpenUsage.ToList();
        foreach (var late in new[] { Running(Began), Stopped(Began, Ended), Running(Began) with { Phase = PodPhase.Succeeded, UsageEndedAt = Ended } })
            Observe(late);

        var after = state.FindPod(before.Uid)!;
        Assert.Equal((before.Phase, before.Stop, before.FinishedAt), (after.Phase, after.Stop, after.FinishedAt));
        Assert.Equal(usage, state.OpenUsage);
    }

    [Theory]
    [InlineData(PodStopStage.Stopped)]
    [InlineData(PodStopStage.Starting)]
    public void RunThatBeganAfterIt_IsThePods_FromItsOwnBeginning(PodStopStage stage)
    {
        var pod = Given(stage);
        Observe(Running(BeganAgain));

        Assert.Equal((PodPhase.Running, PodStopStage.Started), (state.FindPod(pod.Uid)!.Phase, state.FindPod(pod.Uid)!.Stop!.Stage));
        Assert.Equal((BeganAgain, false), (state.OpenUsage.Single().StartedAt, state.OpenUsage.Single().StartIsPresumed));
    }

    /// <summary>Pulls are told to the second, in which the run before may have ended.</summary>
    [Fact]
    public void RunThatBeganInTheSecondInWhichTheOneBeforeEnded_IsAnother()
    {
        var pod = Given(PodStopStage.Starting);
        Observe(Running(Ended.AddMilliseconds(-300)));
        Assert.Equal(PodPhase.Running, state.FindPod(pod.Uid)!.Phase);
    }

    /// <summary>A service may tell of the very first pull for ever; then the container's own start is the beginning.</summary>
    [Fact]
    public void RunWhosePullIsToldOfTheFirst_IsKnownByItsContainers()
    {
        var pod = Given(PodStopStage.Starting);
        Observe(Running(BeganAgain) with { UsageStartedAt = Began });
        Assert.Equal(PodPhase.Running, state.FindPod(pod.Uid)!.Phase);
        Assert.Equal(BeganAgain, state.OpenUsage.Single().StartedAt);
    }

    [Fact]
    public void StopPastUs_OfTheRunThatWasStarted_EndsThePod()
    {
        var pod = Given(PodStopStage.Started);
        Observe(Stopped(BeganAgain, BeganAgain.AddMinutes(1)));
        Assert.Equal((PodPhase.Failed, "Stopped"), (state.FindPod(pod.Uid)!.Phase, state.FindPod(pod.Uid)!.Reason));
        Assert.Empty(state.OpenUsage);
    }

    [Fact]
    public void PodThatEndedBeforeTheStopReachedIt_HasEnded()
    {
        var pod = Given(PodStopStage.Stopping);
        Observe(Running(Began) with { Phase = PodPhase.Succeeded, UsageEndedAt = Ended });
        Assert.Equal(PodPhase.Succeeded, state.FindPod(pod.Uid)!.Phase);
        Assert.Empty(state.OpenUsage);
    }

    [Fact]
    public void StopWithoutATimeOfItsEnd_IsBookedUntilItWasSeen()
    {
        var pod = Given(PodStopStage.Stopping);
        var commit = Observe(Stopped(Began, Ended) with { UsageEndedAt = null });
        Assert.Equal(PodStopStage.Stopped, state.FindPod(pod.Uid)!.Stop!.Stage);
        var run = Assert.Single(commit.Changes.OfType<Change.PutUsage>(), change => change.Record.EndedAt > change.Record.StartedAt).Record;
        Assert.Equal((UsageRecord.IdOfRun(pod.Uid, Began), Began, Ended), (run.Id, run.StartedAt, run.EndedAt));
        Assert.Empty(state.OpenUsage);
    }

    private static PodObservation Running(DateTimeOffset began) => new()
    {
        Uid = A.Pod().Uid,
        ObservedAt = began.AddSeconds(1),
        Phase = PodPhase.Running,
        Containers = [new ContainerStatus { Name = "main", State = ContainerState.Running, StartedAt = began }],
        UsageStartedAt = began,
    };

    private static PodObservation Stopped(DateTimeOffset began, DateTimeOffset ended) => new()
    {
        Uid = A.Pod().Uid,
        ObservedAt = ended,
        Phase = PodPhase.Failed,
        Reason = PodStop.Reason,
        Containers = [new ContainerStatus { Name = "main", State = ContainerState.Terminated, ExitCode = 143, StartedAt = began, FinishedAt = ended }],
        UsageStartedAt = began,
        UsageEndedAt = ended,
    };

    private StateCommit Observe(PodObservation seen)
    {
        var batch = new StateBatch(state, BeganAgain.AddMinutes(2));
        PodReducer.Observe(batch, state.FindPod(seen.Uid)!, seen);
        return batch.ToCommit();
    }

    /// <summary>A pod of which one run has ended, unless it is being stopped first; what runs, or is to, is on the books.</summary>
    private Pod Given(PodStopStage stage)
    {
        var node = NodeName.Parse("aci-east");
        var isUp = stage is PodStopStage.Stopping or PodStopStage.Started;
        var pod = A.Pod() with
        {
            Phase = isUp ? PodPhase.Running : PodPhase.Pending,
            Reason = isUp ? null : PodStop.Reason,
            HostState = HostState.Created,
            Placement = new Placement(node, Tier.Aci, "", A.Start, Money.Zero),
            StartedAt = Began,
        };
        var run = new UsageRecord
        {
            Id = UsageRecord.IdOf(pod.Uid),
            Kind = UsageKind.ContainerGroup,
            Node = node,
            Tier = Tier.Aci,
            Region = "eastus",
            Pod = pod.Uid,
            Requested = new Resources(1000, 1024),
            Rates = new UsageRates(Money.FromDollars(0.04m), Money.Zero, Money.Zero),
            StartedAt = Began,
        };
        var stop = new PodStop(stage, Ended.AddSeconds(-2));
        if (stage != PodStopStage.Stopping)
            stop = stop with { RunEndedAt = Ended, Usage = run with { Id = UsageRecord.IdOfRun(pod.Uid, Began), EndedAt = Ended } };
        state.Apply(new Change.Put(pod with { Stop = stop }));
        if (stage == PodStopStage.Stopping)
            state.Apply(new Change.PutUsage(run));
        else if (stage != PodStopStage.Stopped)
            state.Apply(new Change.PutUsage(stop.OpenUsage(BeganAgain)!));
        return state.FindPod(pod.Uid)!;
    }
}
