using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Docker.Mapping;
using Burst.Hosts.Docker.Pods;

namespace Burst.Hosts.Docker.Tests;

/// <summary>What is started when, and what is told of a pod, for each state that an engine can leave it in.</summary>
public sealed class PodProgressTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly PodUid Uid = PodUid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");

    [Theory]
    [InlineData("Always", "+", "", "n", "main0", PodPhase.Pending)]
    [InlineData("Always", "+", "", "+", "", PodPhase.Running)]
    [InlineData("Always", "+", "n n", "n", "init0", PodPhase.Pending)]
    [InlineData("Always", "+", "+ n", "n", "", PodPhase.Pending)]
    [InlineData("Always", "+", "0 n", "n", "init1", PodPhase.Pending)]
    [InlineData("Always", "+", "0 0", "n n", "main0 main1", PodPhase.Pending)]
    [InlineData("Always", "+", "", "+ r", "", PodPhase.Running)]
    [InlineData("Always", "+", "", "0", "main0", PodPhase.Running)] // Stopped by hand: the engine restarts nothing that was.
    [InlineData("Always", "0", "", "1", "holder main0", PodPhase.Running)] // The engine was restarted, and had no network for it.
    [InlineData("Always", "0", "0", "1 1", "holder main0 main1", PodPhase.Running)]
    [InlineData("OnFailure", "+", "", "0", "", PodPhase.Succeeded)]
    [InlineData("OnFailure", "+", "", "r", "", PodPhase.Running)]
    [InlineData("OnFailure", "+", "", "0 +", "", PodPhase.Running)]
    [InlineData("OnFailure", "+", "", "0 1", "main1", PodPhase.Running)]
    [InlineData("Never", "+", "", "0 0", "", PodPhase.Succeeded)]
    [InlineData("Never", "+", "", "0 1", "", PodPhase.Failed)]
    [InlineData("Never", "+", "", "0 +", "", PodPhase.Running)]
    [InlineData("Never", "+", "1", "n", "", PodPhase.Failed)]
    [InlineData("Never", "0", "", "137", "", PodPhase.Failed)]
    [InlineData("Never", "+", "", "e", "", PodPhase.Failed)]
    [InlineData("Always", "+", "", "e", "main0", PodPhase.Pending)]
    [InlineData("Always", "+", "sn n", "n", "sidecar0", PodPhase.Pending)]
    [InlineData("Always", "+", "s+ n", "n", "init1", PodPhase.Pending)]
    [InlineData("Always", "+", "s+ 0", "n", "main0", PodPhase.Pending)]
    [InlineData("Always", "+", "se 0", "n", "sidecar0", PodPhase.Pending)]
    [InlineData("Always", "+", "s+", "+", "", PodPhase.Running)]
    [InlineData("Always", "+", "sr", "+", "", PodPhase.Running)]
    [InlineData("Never", "+", "s1", "+", "sidecar0", PodPhase.Running)] // Stopped by hand.
    [InlineData("Never", "+", "s+ 1", "n", "", PodPhase.Pending)] // It is over once the sidecar has ended.
    [InlineData("Never", "+", "s+", "0", "", PodPhase.Running)]
    [InlineData("Never", "+", "s143", "0", "", PodPhase.Succeeded)]
    [InlineData("OnFailure", "+", "s143", "0", "", PodPhase.Succeeded)]
    [InlineData("Never", "+", "s137", "1", "", PodPhase.Failed)]
    public void Pod_InEachState_HasWhatIsDue_AndItsPhase(string policy, string holder, string inits, string mains, string due, PodPhase phase)
    {
        var pod = Pod(Enum.Parse<RestartPolicy>(policy), holder, inits, mains);

        Assert.Equal(due, string.Join(' ', PodProgress.FindDue(pod).Select(container => container.Name.Length > 0 ? container.Name : "holder")));
        Assert.Equal(phase, Observe(pod, Start).Phase);
    }

    [Theory]
    [InlineData("s+ s+ s143", "+", "")]
    [InlineData("s+ sr s143", "0", "sidecar0 sidecar1")]
    [InlineData("s+ 1", "n", "sidecar0")]
    public void Sidecars_AreIdle_WhenTheContainersAreDone(string inits, string mains, string idle) =>
        Assert.Equal(idle, string.Join(' ', PodProgress.FindIdleSidecars(Pod(RestartPolicy.Never, "+", inits, mains)).Select(container => container.Name)));

    [Fact]
    public void Pod_ThatIsNotWhole_StartsNothing()
    {
        var whole = Pod(RestartPolicy.Always, "+", "", "n n");
        var part = whole with { Mains = whole.Mains[..1] };

        Assert.Empty(PodProgress.FindDue(part));
        Assert.Equal(PodPhase.Pending, Observe(part, Start).Phase);
        Assert.Empty(PodProgress.FindDue(whole with { Holder = null }));
    }

    [Fact]
    public void Pod_ThatIsBeingDeleted_StartsNothing()
    {
        var pod = Pod(RestartPolicy.Always, "+", "", "143 n");
        var ending = pod with { Mains = [.. pod.Mains.Select(main => main with { RestartPolicy = "no" })] };

        Assert.NotEmpty(PodProgress.FindDue(pod));
        Assert.Empty(PodProgress.FindDue(ending));
    }

    [Theory]
    [InlineData("Always", "143", PodPhase.Failed)]
    [InlineData("OnFailure", "143", PodPhase.Failed)]
    [InlineData("Never", "0 n", PodPhase.Failed)]
    public void Pod_ThatWasStopped_StartsNothing(string policy, string mains, PodPhase phase)
    {
        var pod = Pod(Enum.Parse<RestartPolicy>(policy), "137", "", mains);
        var stopped = pod with { Holder = pod.Holder! with { RestartPolicy = "no" } };

        Assert.NotEmpty(PodProgress.FindDue(pod));
        Assert.Empty(PodProgress.FindDue(stopped));
        Assert.Equal(phase, Observe(stopped, Start.AddHours(1)).Phase);
    }

    [Theory]
    [InlineData("Always", "1", PodPhase.Failed, "VolumesLost")]
    [InlineData("OnFailure", "0", PodPhase.Succeeded, null)]
    public void Pod_WhoseFilesAreLost_StartsNothing_AndIsToldAsFailed(string policy, string main, PodPhase phase, string? reason)
    {
        var pod = Pod(Enum.Parse<RestartPolicy>(policy), "0", "", main);
        var lost = pod with { Holder = pod.Holder! with { HasFiles = true, FinishedAt = Start.AddMinutes(7) } };

        var observation = Observe(lost, Start.AddHours(1));

        Assert.Empty(PodProgress.FindDue(lost));
        Assert.Equal((phase, reason), (observation.Phase, observation.Reason));
        Assert.Equal(Start.AddMinutes(7), observation.UsageEndedAt);
    }

    [Fact]
    public void UseOfAnEndedPod_EndsWithItsLastContainer()
    {
        var pod = Pod(RestartPolicy.Never, "+", "", "0 1");
        var later = pod with { Mains = [pod.Mains[0] with { FinishedAt = Start.AddMinutes(3) }, pod.Mains[1]] };

        var observation = Observe(later, Start.AddHours(1));

        Assert.Equal((Start, Start.AddMinutes(3)), (observation.UsageStartedAt, observation.UsageEndedAt));
    }

    [Theory]
    [InlineData(137, false, "Error", 9)]
    [InlineData(137, true, "OOMKilled", 9)]
    [InlineData(143, false, "Error", 15)]
    [InlineData(0, false, "Completed", null)]
    [InlineData(255, false, "Error", null)]
    public void EndOfAContainer_IsToldInKubernetesWords(int exitCode, bool isOutOfMemory, string reason, int? signal)
    {
        var pod = Pod(RestartPolicy.Never, "+", "", $"{exitCode}");
        var status = Observe(pod with { Mains = [pod.Mains[0] with { IsOutOfMemory = isOutOfMemory }] }, Start).Containers[0];

        Assert.Equal((ContainerState.Terminated, exitCode, reason, signal), (status.State, status.ExitCode, status.Reason, status.Signal));
    }

    /// <param name="states">+ runs, r waits for its restart, n is new, e could not be started, a number is how it ended; s before it makes it a sidecar.</param>
    private static EngineContainer[] Containers(ContainerRole role, RestartPolicy policy, string states) =>
    [
        .. states.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((state, index) => state is ['s', .. var own]
            ? Container(ContainerRole.Sidecar, policy, own, index)
            : Container(role, policy, state, index)),
    ];

    private static EngineContainer Container(ContainerRole role, RestartPolicy policy, string state, int index) => new()
    {
        Id = $"{role}{index}",
        Name = role == ContainerRole.Holder ? "" : $"{role}{index}".ToLowerInvariant(),
        Role = role,
        Index = index,
        CreatedAt = Start,
        IsRunning = state == "+",
        IsRestarting = state == "r",
        RestartPolicy = policy switch
        {
            _ when role is ContainerRole.Holder or ContainerRole.Sidecar => "always",
            RestartPolicy.Never => "no",
            RestartPolicy.Always when role == ContainerRole.Main => "always",
            _ => "on-failure",
        },
        ExitCode = int.TryParse(state, out var code) ? code : state == "r" ? 1 : 0,
        StartError = state == "e" ? "no such program" : null,
        StartedAt = state is "n" or "e" ? null : Start.AddSeconds(1),
        FinishedAt = state is "n" or "e" or "+" ? null : Start.AddSeconds(2),
    };

    private static EnginePod Pod(RestartPolicy policy, string holder, string inits, string mains)
    {
        var (first, others) = (Containers(ContainerRole.Init, policy, inits), Containers(ContainerRole.Main, policy, mains));
        var held = Containers(ContainerRole.Holder, policy, holder)[0] with { Containers = first.Length + others.Length, PodRestartPolicy = policy };
        return new EnginePod(Uid, held, [.. first], [.. others]);
    }

    private static PodObservation Observe(EnginePod pod, DateTimeOffset now) => ObservationMapping.Observe(pod, now, _ => default);
}
