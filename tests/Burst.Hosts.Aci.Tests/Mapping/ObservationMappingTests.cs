using System.Text.Json;
using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Mapping;
using Burst.Hosts.Aci.Tests.Doubles;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci.Tests.Mapping;

public sealed class ObservationMappingTests
{
    private const string Start = "\"startTime\":\"2026-03-01T11:00:05Z\"";
    private const string Running = $$"""{"state":"Running",{{Start}},"detailStatus":""}""";
    private const string Waiting = """{"state":"Waiting","detailStatus":""}""";
    private const string Exit0 = $$"""{"state":"Terminated",{{Start}},"exitCode":0,"finishTime":"2026-03-01T11:10:00Z","detailStatus":"Completed"}""";
    private const string Exit2 = $$"""{"state":"Terminated",{{Start}},"exitCode":2,"finishTime":"2026-03-01T11:20:00Z","detailStatus":"Error"}""";

    [Theory]
    [InlineData("Pending", "Pending", new[] { Waiting }, PodPhase.Pending, null, false)]
    [InlineData("Succeeded", "Running", new[] { Running }, PodPhase.Running, null, false)]
    [InlineData("Succeeded", "Running", new[] { Running, Exit0 }, PodPhase.Running, null, false)]
    [InlineData("Succeeded", "Succeeded", new[] { Exit0, Exit0 }, PodPhase.Succeeded, null, true)]
    [InlineData("Succeeded", "Failed", new[] { Exit0, Exit2 }, PodPhase.Failed, null, true)]
    [InlineData("Succeeded", "Stopped", new[] { Exit0 }, PodPhase.Failed, "Stopped", true)]
    [InlineData("Succeeded", "Stopped", new[] { Waiting }, PodPhase.Failed, "Stopped", false)]
    [InlineData("Succeeded", "Failed", new[] { Exit2, Running }, PodPhase.Running, "Failed", false)]
    [InlineData("Succeeded", "Succeeded", new[] { Exit0, Waiting }, PodPhase.Pending, "Succeeded", false)]
    [InlineData("Failed", "Pending", new[] { Waiting }, PodPhase.Pending, "ProvisioningFailed", false)]
    [InlineData("Failed", "Failed", new[] { Waiting }, PodPhase.Pending, "ProvisioningFailed", false)]
    [InlineData("Failed", "Failed", new string[0], PodPhase.Pending, "ProvisioningFailed", false)]
    [InlineData("Failed", "Running", new[] { Running }, PodPhase.Running, "ProvisioningFailed", false)]
    [InlineData("Failed", "Failed", new[] { Exit2 }, PodPhase.Failed, null, true)]
    [InlineData("Succeeded", "succeeded", new[] { Exit0 }, PodPhase.Succeeded, null, true)]
    [InlineData("Repairing", "Repairing", new[] { Running }, PodPhase.Unknown, "Repairing", false)]
    [InlineData("Succeeded", null, new[] { Running }, PodPhase.Unknown, "Succeeded", false)]
    public void Group_HasThePhaseItsStatesSay(
        string provisioning, string? state, string[] containers, PodPhase phase, string? reason, bool hasEnded)
    {
        var pod = Observe(provisioning, state, containers);
        Assert.Equal((phase, reason, hasEnded), (pod.Phase, pod.Reason, pod.UsageEndedAt is not null));
        Assert.Equal(containers.Length, pod.Containers.Length);
    }

    [Theory]
    [InlineData(Exit0, ContainerState.Terminated, 0, "Completed")]
    [InlineData(Exit2, ContainerState.Terminated, 2, "Error")]
    [InlineData("""{"state":"Terminated","exitCode":0}""", ContainerState.Terminated, 0, "Completed")]
    [InlineData("""{"state":"Terminated","exitCode":137,"detailStatus":"OOMKilled"}""", ContainerState.Terminated, 137, "OOMKilled")]
    [InlineData("""{"state":"Terminated","exitCode":7147}""", ContainerState.Terminated, 7147, "PlatformMaintenance")]
    [InlineData("""{"state":"Terminated","exitCode":3.0,"detailStatus":""}""", ContainerState.Terminated, 3, "Error")]
    [InlineData("""{"state":"Terminated"}""", ContainerState.Terminated, null, "Error")]
    [InlineData(Running, ContainerState.Running, null, null)]
    [InlineData(Waiting, ContainerState.Waiting, null, "ContainerCreating")]
    [InlineData("""{"state":"Waiting","detailStatus":"CrashLoopBackOff: Back-off restarting failed"}""", ContainerState.Waiting, null, "CrashLoopBackOff: Back-off restarting failed")]
    [InlineData("""{"state":"Freezing"}""", ContainerState.Waiting, null, "Freezing")]
    [InlineData("""{}""", ContainerState.Waiting, null, "ContainerCreating")]
    [InlineData("null", ContainerState.Waiting, null, "ContainerCreating")]
    public void Container_HasItsRealEnd(string current, ContainerState state, int? exitCode, string? reason)
    {
        var container = Assert.Single(Observe("Succeeded", "Running", [current]).Containers);
        Assert.Equal((state, exitCode, reason), (container.State, container.ExitCode, container.Reason));
    }

    [Fact]
    public void Container_HasItsTimesAndRestarts()
    {
        var container = Assert.Single(Observe("Succeeded", "Failed", [Exit2], ""","restartCount":4""").Containers);
        Assert.Equal(4, container.RestartCount);
        Assert.Equal(Time("11:00:05"), container.StartedAt);
        Assert.Equal(Time("11:20:00"), container.FinishedAt);
    }

    [Fact]
    public void Usage_BeginsWithTheFirstPullAndEndsWithTheLastFinish()
    {
        const string Events = """
            ,"events":[
              {"name":"Pulled","firstTimestamp":"2026-03-01T10:00:00Z"},
              {"name":"Pulling","firstTimestamp":"2026-03-01T10:59:00Z","lastTimestamp":"2026-03-01T11:05:00Z"},
              {"name":"Pulling","firstTimestamp":"2026-03-01T10:58:00Z"}, null]
            """;
        var pod = Observe("Succeeded", "Failed", [Exit0, Exit2], Events);
        Assert.Equal((Time("10:58:00"), Time("11:20:00")), (pod.UsageStartedAt, pod.UsageEndedAt));
    }

    [Fact]
    public void Usage_WithoutEvents_BeginsWithTheFirstStart()
    {
        const string Before = ""","previousState":{"state":"Terminated","startTime":"2026-03-01T10:30:00Z"}""";
        Assert.Equal(Time("10:30:00"), Observe("Succeeded", "Running", [Running], Before).UsageStartedAt);
        Assert.Equal(Time("11:00:05"), Observe("Succeeded", "Running", [Running, Waiting]).UsageStartedAt);
        Assert.Null(Observe("Pending", "Pending", [Waiting]).UsageStartedAt);
    }

    [Fact]
    public void Usage_WhileAFinishIsMissing_HasNotEnded() =>
        Assert.Null(Observe("Succeeded", "Succeeded", [Exit0, """{"state":"Terminated","exitCode":0,"finishTime":"0001-01-01T00:00:00Z"}"""]).UsageEndedAt);

    [Fact]
    public void Message_IsTheLatestWarning()
    {
        const string Events = """
            ,"events":[
              {"name":"Failed","type":"Warning","message":"old","lastTimestamp":"2026-03-01T10:00:00Z"},
              {"name":"Failed","type":"Warning","message":"cannot pull","lastTimestamp":"2026-03-01T10:01:00Z"},
              {"name":"Pulling","type":"Normal","message":"pulling","lastTimestamp":"2026-03-01T10:02:00Z"}]
            """;
        Assert.Equal("cannot pull", Observe("Pending", "Pending", [Waiting], Events).Message);
    }

    [Theory]
    [InlineData(7147, true)]
    [InlineData(7148, true)]
    [InlineData(1, false)]
    public void Container_KnowsWhetherThePlatformInterruptedIt(int exitCode, bool wasInterrupted)
    {
        var json = "{\"properties\":{\"containers\":[{\"name\":\"c\",\"properties\":{\"instanceView\":{\"restartCount\":1,"
            + "\"previousState\":{\"state\":\"Terminated\",\"exitCode\":" + exitCode + "}}}}]}}";
        var group = JsonSerializer.Deserialize(json, AciJson.Default.ContainerGroupDto)!;
        Assert.Equal(wasInterrupted, Assert.Single(ObservationMapping.ToObservation(A.Uid, group, Time("12:00:00")).Containers).WasInterrupted);
    }

    [Theory]
    [InlineData("""{"burst-tier":"aci-spot"}""", "null", "aci-spot")]
    [InlineData("{}", "\"Spot\"", "aci-spot")]
    [InlineData("{}", "null", "aci")]
    public void Footprint_IsWhatTheGroupIs(string tags, string priority, string tier)
    {
        const string Container = """{"name":"c","properties":{"resources":{"requests":{"cpu":1.5,"memoryInGB":2.5}}}}""";
        var json = $$"""{"tags":{{tags}},"properties":{"priority":{{priority}},"containers":[{{Container}},{{Container}}]} }""";
        var footprint = ObservationMapping.ToObservation(A.Uid, JsonSerializer.Deserialize(json, AciJson.Default.ContainerGroupDto)!, Time("12:00:00")).Footprint!;
        Assert.Equal((tier, 3000L, 50L), (footprint.Tier.Value, footprint.Size.CpuMillis, footprint.Size.MemoryDeciGb));
    }

    [Theory]
    [InlineData("""{"state":"Terminated","exitCode":1,"startTime":"2026-03-01T11:00:00Z","finishTime":"2026-03-01T11:00:07Z","detailStatus":"Error"}""", 1, null, "Error", "11:00:07")]
    [InlineData("""{"state":"Terminated","exitCode":137,"detailStatus":"OOMKilled"}""", 137, 9, "OOMKilled", null)]
    [InlineData("""{"state":"Terminated","exitCode":7148,"finishTime":"0001-01-01T00:00:00Z"}""", 7148, null, "PlatformMaintenance", null)]
    [InlineData("""{"state":"Terminated","detailStatus":""}""", null, null, "Error", null)]
    public void RunBefore_IsTold(string previous, int? exitCode, int? signal, string reason, string? finish)
    {
        var container = Assert.Single(Observe("Succeeded", "Running", [Waiting], $",\"restartCount\":3,\"previousState\":{previous}").Containers);
        Assert.Equal((ContainerState.Waiting, 3), (container.State, container.RestartCount));
        var run = container.Previous!;
        Assert.Equal((exitCode, signal, reason, finish is null ? null : Time(finish)), (run.ExitCode, run.Signal, run.Reason, run.FinishedAt));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"state":"Waiting","detailStatus":""}""")]
    [InlineData("{}")]
    public void RunBefore_ThatHasNotEnded_IsNone(string previous) =>
        Assert.Null(Assert.Single(Observe("Succeeded", "Running", [Running], $",\"previousState\":{previous}").Containers).Previous);

    [Theory]
    [InlineData("Pulling 0", "ContainerCreating")]
    [InlineData("Pulling 0, Failed:pull 5", "ErrImagePull")]
    [InlineData("Pulling 0, Failed:pull 5, BackOff:pulling 5", "ImagePullBackOff")]
    [InlineData("Failed:pull 5, BackOff:pulling 6, Pulling 7, Pulled 9", "ContainerCreating")]
    [InlineData("Failed:pull 5, Pulling 5, Pulled 5", "ErrImagePull")]
    [InlineData("Pulled 3, Failed:mount 5", "CreateContainerError")]
    [InlineData("Started 3, BackOff:restarting 5", "CrashLoopBackOff")]
    [InlineData("FailedMount:volume 5", "ContainerCreating")]
    public void ContainerThatWaits_SaysWhy_ByItsLatestEvent(string events, string reason)
    {
        var json = events.Split(", ").Select(text => text.Split(' ', ':')).Select(parts =>
            $$"""{"name":"{{parts[0]}}","message":"{{(parts.Length > 2 ? parts[1] : "")}}","lastTimestamp":"2026-03-01T11:00:0{{parts[^1]}}Z"}""");
        Assert.Equal(reason, Assert.Single(Observe("Pending", "Pending", [Waiting], $",\"events\":[{string.Join(',', json)}]").Containers).Reason);
    }

    [Fact]
    public void Container_WithoutAView_IsNotTold_AndKeepsThePodFromItsEnd()
    {
        const string Json = """
            {"properties":{"provisioningState":"Failed","instanceView":{"state":"Failed"},"containers":[
              {"name":"seen","properties":{"instanceView":{"currentState":{"state":"Terminated","exitCode":1}}}},{"name":"unseen","properties":{}}, null]}}
            """;
        var pod = ObservationMapping.ToObservation(A.Uid, JsonSerializer.Deserialize(Json, AciJson.Default.ContainerGroupDto)!, Time("12:00:00"));
        Assert.Equal((PodPhase.Pending, "ProvisioningFailed", null), (pod.Phase, pod.Reason, pod.UsageEndedAt));
        Assert.Equal("seen", Assert.Single(pod.Containers).Name);
    }

    private static DateTimeOffset Time(string time) => DateTimeOffset.Parse($"2026-03-01T{time}Z");

    [Theory]
    [InlineData("Unhealthy", "Unhealthy")]
    [InlineData("repairing", "Repairing")]
    [InlineData("Succeeded", null)]
    public void GroupThatIsBeingMended_RunsOn_AndSaysSo(string provisioning, string? reason)
    {
        var pod = Observe(provisioning, "Running", [Running]);

        Assert.Equal((PodPhase.Running, reason), (pod.Phase, pod.Reason));
    }

    [Theory]
    [InlineData(137, 9)]
    [InlineData(143, 15)]
    [InlineData(128, null)]
    [InlineData(193, null)]
    [InlineData(7147, null)]
    public void ExitCodeOfASignal_NamesTheSignal(int exitCode, int? signal) =>
        Assert.Equal(signal, Assert.Single(Observe("Succeeded", "Running", [$$"""{"state":"Terminated","exitCode":{{exitCode}}}"""]).Containers).Signal);

    [Fact]
    public void InitContainers_AreTold_AndTheirPullIsTheBeginningOfTheUse()
    {
        const string Json = """
            {"properties":{"provisioningState":"Succeeded","instanceView":{"state":"Running"},
              "initContainers":[{"name":"prepare","properties":{"instanceView":{
                "currentState":{"state":"Terminated","exitCode":0,"startTime":"2026-03-01T11:00:03Z"},
                "events":[{"name":"Pulling","type":"Normal","firstTimestamp":"2026-03-01T11:00:01Z"}]}}}],
              "containers":[{"name":"main","properties":{"instanceView":{
                "currentState":{"state":"Running","startTime":"2026-03-01T11:00:30Z"},
                "events":[{"name":"Pulling","type":"Normal","firstTimestamp":"2026-03-01T11:00:20Z"}]}}}]}}
            """;

        var pod = ObservationMapping.ToObservation(A.Uid, JsonSerializer.Deserialize(Json, AciJson.Default.ContainerGroupDto)!, Time("12:00:00"));

        Assert.Equal(("prepare", ContainerState.Terminated, 0), (pod.InitContainers.Single().Name, pod.InitContainers.Single().State, pod.InitContainers.Single().ExitCode));
        Assert.Equal("main", Assert.Single(pod.Containers).Name);
        Assert.Equal(Time("11:00:01"), pod.UsageStartedAt);
    }

    private static PodObservation Observe(string provisioning, string? state, string[] currentStates, string more = "")
    {
        var containers = currentStates.Select((current, i) =>
            $$$"""{"name":"c{{{i}}}","properties":{"instanceView":{"currentState":{{{current}}} {{{more}}} } } }""");
        var view = state is null ? "null" : $$"""{"state":"{{state}}","events":[]}""";
        var json = $$"""{"properties":{"provisioningState":"{{provisioning}}","instanceView":{{view}},"containers":[{{string.Join(",", containers)}}]} }""";
        var group = JsonSerializer.Deserialize(json, AciJson.Default.ContainerGroupDto)!;
        return ObservationMapping.ToObservation(A.Uid, group, Time("12:00:00"));
    }
}
