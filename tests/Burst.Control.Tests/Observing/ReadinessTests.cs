using Burst.Control.Loop;
using Burst.Control.Observing;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Core.Units;
using Burst.Testing.Builders;

namespace Burst.Control.Tests.Observing;

/// <summary>What a host says of containers that have probes.</summary>
public class ReadinessTests
{
    private static readonly DateTimeOffset Began = A.Start.AddSeconds(10);
    private static readonly ContainerStatus Ready = new() { Name = "main", State = ContainerState.Running, StartedAt = Began, ReadyAt = Began.AddSeconds(5) };

    [Fact]
    public void ReadinessThatIsNotKnownYet_IsAsItWas_ForTheSameRun()
    {
        var unknown = Ready with { ReadyAt = null };
        var nextRun = unknown with { StartedAt = Began.AddSeconds(90), RestartCount = 1 };

        Assert.Equal(Ready.ReadyAt, Observe(unknown, isKnown: false).Pod.Containers[0].ReadyAt);
        Assert.Null(Observe(unknown, isKnown: true).Pod.Containers[0].ReadyAt);
        Assert.Null(Observe(nextRun, isKnown: false).Pod.Containers[0].ReadyAt);
    }

    [Fact]
    public void Trouble_IsAnEvent_OnceItIsNew()
    {
        var failing = Ready with { ReadyAt = null, Message = "Readiness probe failed: it answered 503" };

        Assert.Equal(["Container main: Readiness probe failed: it answered 503"], Observe(failing, isKnown: true).Events);
        Assert.Empty(Observe(failing, isKnown: true, before: failing).Events);
        Assert.Empty(Observe(Ready, isKnown: true, before: failing).Events);
    }

    private static (Pod Pod, string[] Events) Observe(ContainerStatus seen, bool isKnown, ContainerStatus? before = null)
    {
        var pod = A.Pod() with
        {
            Phase = PodPhase.Running,
            HostState = HostState.Created,
            Placement = new Placement(NodeName.Parse("vm-1"), Tier.Vm, "", A.Start, Money.Zero),
            StartedAt = Began,
            Containers = [before ?? Ready],
        };
        var state = new ClusterState();
        state.Apply(new Change.Put(pod));
        var batch = new StateBatch(state, Began.AddSeconds(100));
        PodReducer.Observe(batch, pod, new PodObservation
        {
            Uid = pod.Uid,
            ObservedAt = Began.AddSeconds(100),
            Phase = PodPhase.Running,
            Containers = [seen],
            UnknownReadiness = isKnown ? [] : ["main"],
        });
        return (state.FindPod(pod.Uid)!, [.. batch.ToCommit().Events.Where(happened => happened.Reason == "Unhealthy").Select(happened => happened.Message)]);
    }
}
