using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Units;

namespace Burst.Simulation.Chaos.Vms;

/// <summary>The containers of one pod on one simulated machine, from their start to their removal.</summary>
internal sealed class VmPod(PodLaunch launch, DateTimeOffset startedAt, DateTimeOffset runsFrom)
{
    private const int TerminatedExitCode = 143;

    public PodUid Uid => launch.Uid;

    public string Namespace => launch.Namespace;

    public string Name => launch.Name;

    public Resources Requests { get; } = launch.Spec.TotalRequests;

    public ContainerProgram Program { get; } = ContainerProgram.Parse([.. launch.Spec.Containers[0].Command, .. launch.Spec.Containers[0].Args], launch.Uid.Value);

    public RestartPolicy RestartPolicy => launch.Spec.RestartPolicy;

    public DateTimeOffset StartedAt => startedAt;

    /// <summary>When it has come up; it holds its place before.</summary>
    public DateTimeOffset RunsFrom => runsFrom;

    public DateTimeOffset? EndedAt { get; private set; }

    public int ExitCode { get; private set; }

    public int Restarts { get; private set; }

    public bool IsRunning => EndedAt is null;

    public void Restart() => Restarts++;

    public void End(int exitCode, DateTimeOffset at) => (ExitCode, EndedAt) = (exitCode, at);

    public void Stop(DateTimeOffset at)
    {
        if (IsRunning)
            End(TerminatedExitCode, at);
    }

    public PodObservation Observe(DateTimeOffset at) => new()
    {
        Uid = Uid,
        ObservedAt = at,
        Phase = IsStarting(at) ? PodPhase.Pending : IsRunning ? PodPhase.Running : ExitCode == 0 ? PodPhase.Succeeded : PodPhase.Failed,
        UsageStartedAt = startedAt,
        UsageEndedAt = EndedAt,
        Containers = [.. launch.Spec.Containers.Select(container => IsStarting(at) ? DescribeStarting(container) : Describe(container))],
    };

    private bool IsStarting(DateTimeOffset at) => IsRunning && at < runsFrom;

    private static ContainerStatus DescribeStarting(ContainerSpec container) => new()
    {
        Name = container.Name,
        State = ContainerState.Waiting,
        Reason = "ContainerCreating",
    };

    private ContainerStatus Describe(ContainerSpec container) => new()
    {
        Name = container.Name,
        State = IsRunning ? ContainerState.Running : ContainerState.Terminated,
        StartedAt = EndedAt < runsFrom ? null : runsFrom,
        FinishedAt = EndedAt,
        ExitCode = IsRunning ? null : ExitCode,
        Reason = IsRunning ? null : ExitCode == 0 ? "Completed" : "Error",
        RestartCount = Restarts,
    };
}
