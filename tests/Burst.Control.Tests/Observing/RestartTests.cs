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

/// <summary>What is seen of a pod whose containers a user has just started again.</summary>
public class RestartTests
{
    private static readonly DateTimeOffset Began = A.Start.AddSeconds(10);
    private static readonly DateTimeOffset Asked = A.Start.AddMinutes(5);

    [Fact]
    public void EndOfTheRunBefore_IsNotThePodsEnd_AndUsageGoesOn()
    {
        var (pod, usage) = Observe(End(Began, Asked.AddSeconds(1)), Asked.AddSeconds(2), new PodRestart(1, Asked));

        Assert.Equal(PodPhase.Running, pod.Phase);
        Assert.Equal((Began, null), (usage.StartedAt, usage.EndedAt));
    }

    [Fact]
    public void EndOfTheNewRun_IsThePodsEnd_AndUsageIsOneIntervalOverBoth()
    {
        var ended = Asked.AddSeconds(30);
        var (pod, usage) = Observe(End(Asked.AddSeconds(9), ended), Asked.AddSeconds(31), new PodRestart(1, Asked));

        Assert.Equal(PodPhase.Failed, pod.Phase);
        Assert.Equal((Began, ended), (usage.StartedAt, usage.EndedAt));
    }

    /// <summary>It was accepted and nothing came of it; or its host's clock is behind.</summary>
    [Fact]
    public void EndOfTheRunBefore_ThatStays_IsBelievedInTheEnd()
    {
        var (pod, usage) = Observe(End(Began, Asked.AddSeconds(1)), Asked + PodRestart.SettleTime, new PodRestart(1, Asked));

        Assert.Equal(PodPhase.Failed, pod.Phase);
        Assert.Equal(Asked.AddSeconds(1), usage.EndedAt);
    }

    [Fact]
    public void EndOfAPodThatNobodyRestarted_IsBelievedAtOnce() =>
        Assert.Equal(PodPhase.Failed, Observe(End(Began, Asked), Asked.AddSeconds(2), null).Pod.Phase);

    [Fact]
    public void NewRunThatIsNotUpYet_IsPending_AndItsOwnCountsAreAddedToTheRestartsAskedFor()
    {
        var pending = new PodObservation { Uid = A.Pod().Uid, ObservedAt = Asked.AddSeconds(2), Phase = PodPhase.Pending };
        var (pod, usage) = Observe(pending, Asked.AddSeconds(2), new PodRestart(2, Asked));
        Assert.Equal((PodPhase.Pending, 2, Began), (pod.Phase, pod.RestartCount, pod.StartedAt));
        Assert.Null(usage.EndedAt);

        var status = new ContainerStatus { Name = "main", State = ContainerState.Running, StartedAt = Asked.AddSeconds(5), RestartCount = 1 };
        Assert.Equal(3, Observe(pending with { Phase = PodPhase.Running, Containers = [status] }, Asked.AddSeconds(6), new PodRestart(2, Asked)).Pod.RestartCount);
    }

    private static PodObservation End(DateTimeOffset started, DateTimeOffset ended) => new()
    {
        Uid = A.Pod().Uid,
        ObservedAt = ended,
        Phase = PodPhase.Failed,
        Containers = [new ContainerStatus { Name = "main", State = ContainerState.Terminated, ExitCode = 143, StartedAt = started, FinishedAt = ended }],
        UsageStartedAt = started,
        UsageEndedAt = ended,
    };

    private static (Pod Pod, UsageRecord Usage) Observe(PodObservation seen, DateTimeOffset now, PodRestart? restart)
    {
        var node = NodeName.Parse("aci-east");
        var pod = A.Pod() with
        {
            Phase = PodPhase.Running,
            HostState = HostState.Created,
            Placement = new Placement(node, Tier.Aci, "", A.Start, Money.Zero),
            StartedAt = Began,
            Restart = restart,
        };
        var state = new ClusterState();
        state.Apply(new Change.Put(pod));
        state.Apply(new Change.PutUsage(new UsageRecord
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
        }));
        var batch = new StateBatch(state, now);
        PodReducer.Observe(batch, pod, seen);
        var usage = batch.ToCommit().Changes.OfType<Change.PutUsage>().LastOrDefault()?.Record ?? state.FindOpenUsage(UsageRecord.IdOf(pod.Uid))!;
        return (state.FindPod(pod.Uid)!, usage);
    }
}
