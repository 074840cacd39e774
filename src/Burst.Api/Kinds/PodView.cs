using System.Text.Json.Nodes;
using Burst.Api.Tables;
using Burst.Core.Pods;

namespace Burst.Api.Kinds;

internal sealed record PodView(Pod Pod) : ResourceView(Pod)
{
    /// <summary>What kubectl calls a pod that waits for its scheduling gates to be removed.</summary>
    public const string SchedulingGated = "SchedulingGated";

    public override JsonArray Cells(DateTimeOffset now) =>
    [
        Pod.Metadata.Name,
        $"{PodReadiness.CountReady(Pod)}/{PodReadiness.Count(Pod)}",
        Summary,
        Pod.RestartCount,
        HumanDuration.Age(Pod.Metadata.CreatedAt, now),
        Pod.Placement?.Node.Value ?? "<none>",
        Pod.Placement?.Tier.Value ?? "<none>",
        Pod.PodIp ?? "<none>",
        Pod.DnsName ?? "<none>",
    ];

    public override string ValueOf(string field) => field switch
    {
        "status.phase" => Pod.Phase.ToString(),
        "status.podIP" => Pod.PodIp ?? "",
        "status.nominatedNodeName" => Pod.NominatedNode?.Value ?? "",
        "spec.nodeName" => Pod.Placement?.Node.Value ?? "",
        "spec.restartPolicy" => Pod.Spec.RestartPolicy.ToString(),
        _ => base.ValueOf(field),
    };

    protected override void Complete(JsonObject json)
    {
        if (Pod.Metadata.DeletionRequestedAt is not null)
            json["metadata"]!["deletionGracePeriodSeconds"] = (long)Pod.Spec.TerminationGracePeriod.TotalSeconds;
        json["status"] = PodStatusWriter.Write(Pod);
    }

    /// <summary>The one word kubectl shows: the most telling of phase, reason and container states.</summary>
    private string Summary
    {
        get
        {
            if (Pod.Metadata.DeletionRequestedAt is not null)
                return "Terminating";
            if (Pod.IsLost)
                return Pod.Reason ?? "Unknown";
            if (Pod.Phase == PodPhase.Succeeded)
                return "Completed";
            if (Pod is { IsTerminal: false, Stop.Stage: not PodStopStage.Started and var stage })
                return stage.ToString();
            if (Pod.Phase == PodPhase.Pending)
                return Pod.Placement is null ? (Pod.Spec.IsGated ? SchedulingGated : "Pending") : WaitingReason ?? "ContainerCreating";
            return Pod.Phase == PodPhase.Failed ? Pod.Reason ?? TerminatedReason ?? "Failed" : WaitingReason ?? (HaveAllStarted ? Pod.Phase.ToString() : "ContainerCreating");
        }
    }

    /// <summary>A pod is in phase Running from its first container on; people take the word to mean all of them.</summary>
    private bool HaveAllStarted => Pod.Spec.Containers.All(
        spec => Pod.Containers.Any(container => container.Name == spec.Name && container.State != ContainerState.Waiting));

    private string? WaitingReason =>
        Pod.Containers.FirstOrDefault(container => container is { State: ContainerState.Waiting, Reason.Length: > 0 })?.Reason;

    private string? TerminatedReason =>
        Pod.Containers.FirstOrDefault(container => container.State == ContainerState.Terminated && container.ExitCode is not (null or 0)) is not { } failed
            ? null
            : failed.Reason ?? (failed.Signal is { } signal ? $"Signal:{signal}" : $"ExitCode:{failed.ExitCode}");
}
