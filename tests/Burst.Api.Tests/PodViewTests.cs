using System.Collections.Immutable;
using Burst.Api.Kinds;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Testing.Builders;

namespace Burst.Api.Tests;

public sealed class PodViewTests
{
    [Theory]
    [InlineData("vm-1")]
    [InlineData(null)]
    public void Status_NamesTheNodeWhereRoomIsKeptForThePod(string? node)
    {
        var view = new PodView(A.Pod() with { NominatedNode = node is null ? null : NodeName.Parse(node) });

        Assert.Equal(node, (string?)PodStatusWriter.Write(view.Pod)["nominatedNodeName"]);
        Assert.Equal(node ?? "", view.ValueOf("status.nominatedNodeName"));
    }

    [Theory]
    [InlineData(ContainerState.Running, ContainerState.Running, "2/2", "Running")]
    [InlineData(ContainerState.Running, ContainerState.Waiting, "1/2", "ContainerCreating")]
    [InlineData(ContainerState.Waiting, ContainerState.Terminated, "0/2", "ContainerCreating")]
    [InlineData(ContainerState.Running, ContainerState.Terminated, "1/2", "Running")]
    [InlineData(ContainerState.Running, null, "1/2", "ContainerCreating")]
    public void Table_SaysRunning_OnlyWhenEveryContainerHasStarted(ContainerState first, ContainerState? second, string ready, string status)
    {
        var cells = new PodView(PodOf(first, second)).Cells(DateTimeOffset.UnixEpoch);

        Assert.Equal((ready, status), ((string?)cells[1], (string?)cells[2]));
    }

    [Theory]
    [InlineData(true, "1/1", "True", null)]
    [InlineData(false, "0/1", "False", "not ready: c0 (Readiness probe failed: 503)")]
    public void ReadinessProbe_DecidesWhetherAContainerThatRunsIsReady(bool holds, string ready, string condition, string? message)
    {
        var readyAt = DateTimeOffset.UnixEpoch.AddMinutes(5);
        var pod = PodOf(ContainerState.Running);
        pod = pod with
        {
            Placement = new Placement(NodeName.Parse("aci"), Tier.Aci, "spilled", DateTimeOffset.UnixEpoch, default),
            Spec = pod.Spec with { Containers = [pod.Spec.Containers[0] with { ReadinessProbe = Probe }] },
            Containers = [pod.Containers[0] with { ReadyAt = holds ? readyAt : null, Message = holds ? null : "Readiness probe failed: 503" }],
        };

        var status = PodStatusWriter.Write(pod);
        Assert.Equal(ready, (string?)new PodView(pod).Cells(DateTimeOffset.UnixEpoch)[1]);
        Assert.Equal((holds, true), ((bool)status["containerStatuses"]![0]!["ready"]!, (bool)status["containerStatuses"]![0]!["started"]!));
        foreach (var type in (string[])["Ready", "ContainersReady"])
        {
            var found = status["conditions"]!.AsArray().Single(item => (string?)item!["type"] == type)!;
            Assert.Equal((condition, message), ((string?)found["status"], (string?)found["message"]));
            if (holds)
                Assert.Equal("1970-01-01T00:05:00Z", (string?)found["lastTransitionTime"]);
        }

        Assert.False(PodReadiness.IsReady(pod with { IsLost = true }));
    }

    [Fact]
    public void Deployment_CountsPodsWhoseReadinessProbeHolds()
    {
        var owner = A.Deployment();
        var waits = PodOf(ContainerState.Running) with { Metadata = A.Meta("waits"), Owner = owner.Key, OwnerUid = owner.Metadata.Uid };
        waits = waits with { Spec = waits.Spec with { Containers = [waits.Spec.Containers[0] with { ReadinessProbe = Probe }] } };
        var serves = waits with
        {
            Metadata = A.Meta("serves"),
            Containers = [waits.Containers[0] with { ReadyAt = DateTimeOffset.UnixEpoch.AddMinutes(5) }],
        };

        var state = ClusterState.Load(new StoredState(0, [owner, waits, serves], [], ImmutableSortedDictionary<string, string>.Empty));
        var view = DeploymentResource.Observe(state, owner);

        Assert.Equal((2, 1, 1), (view.Pods, view.Ready, view.Available));
        var slow = DeploymentResource.Observe(state, owner with { MinReady = TimeSpan.FromMinutes(1) });
        Assert.Equal((1, 0), (slow.Ready, (slow with { Now = DateTimeOffset.UnixEpoch.AddSeconds(359) }).Available));
        Assert.Equal(1, (slow with { Now = DateTimeOffset.UnixEpoch.AddSeconds(360) }).Available);
    }

    [Fact]
    public void RunBefore_IsTheLastState()
    {
        var pod = PodOf(ContainerState.Running) with { Placement = new Placement(NodeName.Parse("aci"), Tier.Aci, "spilled", DateTimeOffset.UnixEpoch, default), DnsName = "shop.example" };
        pod = pod with { Containers = [pod.Containers[0] with { Previous = new ContainerRun(null, DateTimeOffset.UnixEpoch, 137, 9, "OOMKilled") }] };

        var status = PodStatusWriter.Write(pod);
        const string Expected = """{"terminated":{"exitCode":137,"signal":9,"reason":"OOMKilled","finishedAt":"1970-01-01T00:00:00Z"}}""";
        Assert.Equal(Expected, status["containerStatuses"]![0]!["lastState"]!.ToJsonString());
        Assert.Equal("shop.example", (string?)status["burst"]!["dnsName"]);
    }

    [Theory]
    [InlineData(ContainerState.Running, null, "False")]
    [InlineData(ContainerState.Terminated, 1, "False")]
    [InlineData(ContainerState.Terminated, 0, "True")]
    public void Initialized_IsWhatTheInitContainersSay(ContainerState state, int? exitCode, string condition)
    {
        var pod = PodOf(ContainerState.Waiting);
        pod = pod with
        {
            Spec = pod.Spec with { InitContainers = [new ContainerSpec { Name = "prepare", Image = "busybox" }] },
            InitContainers = [new ContainerStatus { Name = "prepare", State = state, ExitCode = exitCode }],
        };

        var found = PodConditions.Of(pod).Single(item => (string?)item!["type"] == "Initialized")!;
        Assert.Equal(condition, (string?)found["status"]);
        Assert.Equal(condition == "True" ? null : "containers with incomplete status: [prepare]", (string?)found["message"]);
    }

    private static Probe Probe => new()
    {
        HttpGet = new HttpProbe("/ready", 80, "http"),
        InitialDelaySeconds = 0, PeriodSeconds = 10, TimeoutSeconds = 1, SuccessThreshold = 1, FailureThreshold = 3,
    };

    private static Pod PodOf(params ImmutableArray<ContainerState?> states) => new()
    {
        Metadata = new ObjectMeta { Name = "two", Namespace = "default", CreatedAt = DateTimeOffset.UnixEpoch },
        Spec = new PodSpec { Containers = [.. states.Select((_, index) => new ContainerSpec { Name = $"c{index}", Image = "nginx" })] },
        Phase = PodPhase.Running,
        Containers = [.. states.Select((state, index) => (state, index)).Where(seen => seen.state is not null)
            .Select(seen => new ContainerStatus { Name = $"c{seen.index}", State = seen.state!.Value })],
    };
}
