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

    [Fact]
    public void HookThatFails_IsAnEvent_WhateverHasBecomeOfTheContainer()
    {
        var failed = Ready with { ReadyAt = null, Message = $"{ContainerStatus.PostStartFailed}the command exited with 7" };
        var backsOff = failed with { State = ContainerState.Waiting, Reason = "CrashLoopBackOff" };

        Assert.Equal([$"Container main: {failed.Message}"], Observe(failed, isKnown: true, reason: "FailedPostStartHook").Events);
        Assert.Equal([$"Container main: {failed.Message}"], Observe(backsOff, isKnown: true, reason: "FailedPostStartHook").Events);
        Assert.Empty(Observe(backsOff, isKnown: true, before: failed, reason: "FailedPostStartHook").Events);
        Assert.Empty(Observe(failed, isKnown: true).Events);
    }

    [Fact]
    public void Sidecar_IsAsItWas_AndCountsForItsPod()
    {
        var proxy = Ready with { Name = "proxy" };
        var unknown = proxy with { ReadyAt = null };

        var known = Observe(Ready, isKnown: true, sidecar: unknown, sidecarBefore: proxy, unknownName: "proxy").Pod;
        var unready = Observe(Ready, isKnown: true, sidecar: unknown with { Message = "Readiness probe failed: it answered 503" }, sidecarBefore: proxy);

        Assert.Equal(proxy.ReadyAt, known.InitContainers[0].ReadyAt);
        Assert.True(PodReadiness.IsReady(known));
        Assert.False(PodReadiness.IsReady(unready.Pod));
        Assert.Equal((1, 2), (PodReadiness.CountReady(unready.Pod), PodReadiness.Count(unready.Pod)));
        Assert.Equal(["Container proxy: Readiness probe failed: it answered 503"], unready.Events);
    }

    private static (Pod Pod, string[] Events) Observe(
        ContainerStatus seen, bool isKnown, ContainerStatus? before = null, string reason = "Unhealthy", ContainerStatus? sidecar = null, ContainerStatus? sidecarBefore = null, string unknownName = "")
    {
        var asked = new Probe { TcpPort = 80, InitialDelaySeconds = 0, PeriodSeconds = 1, TimeoutSeconds = 1, SuccessThreshold = 1, FailureThreshold = 1 };
        var known = A.Pod();
        var pod = known with
        {
            Spec = sidecar is null
                ? known.Spec
                : known.Spec with { InitContainers = [known.Spec.Containers[0] with { Name = sidecar.Name, IsSidecar = true, ReadinessProbe = asked }] },
            InitContainers = sidecarBefore is null ? [] : [sidecarBefore],
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
            InitContainers = sidecar is null ? [] : [sidecar],
            UnknownReadiness = isKnown ? unknownName.Length == 0 ? [] : [unknownName] : ["main"],
        });
        return (state.FindPod(pod.Uid)!, [.. batch.ToCommit().Events.Where(happened => happened.Reason == reason).Select(happened => happened.Message)]);
    }
}
