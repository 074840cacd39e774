using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Burst.Api.Json;
using Burst.Core.Pods;

namespace Burst.Api.Kinds;

/// <summary>A pod's status with Kubernetes' field names, and Burst's own under <c>burst</c>.</summary>
internal static class PodStatusWriter
{
    public static JsonObject Write(Pod pod)
    {
        var status = new JsonObject { ["phase"] = pod.Phase.ToString(), ["conditions"] = PodConditions.Of(pod) };
        status.SetIfAny("reason", pod.Reason);
        status.SetIfAny("message", pod.Message);
        status.SetIfAny("nominatedNodeName", pod.NominatedNode?.Value);
        if (pod.PodIp is { } address)
        {
            status["podIP"] = address;
            status["podIPs"] = new JsonArray(new JsonObject { ["ip"] = address });
        }

        if (pod.StartedAt is { } started)
            status["startTime"] = started.Show();
        if (pod.Placement is not null)
        {
            if (!pod.Spec.InitContainers.IsEmpty)
                status["initContainerStatuses"] = pod.Spec.InitContainers.Select(init => WriteContainer(pod, init, pod.InitContainers)).ToJsonArray();
            status["containerStatuses"] = pod.Spec.Containers.Select(container => WriteContainer(pod, container, pod.Containers)).ToJsonArray();
        }

        status["burst"] = WriteBurst(pod);
        return status;
    }

    private static JsonObject WriteContainer(Pod pod, ContainerSpec spec, ImmutableArray<ContainerStatus> statuses)
    {
        var seen = statuses.FirstOrDefault(container => container.Name == spec.Name);
        var isRunning = seen?.State == ContainerState.Running && !pod.IsLost;
        // An init container is ready once it has done what it is there for, a sidecar as a container is.
        var isDone = seen is { State: ContainerState.Terminated, ExitCode: 0 } && !spec.IsSidecar && pod.Spec.InitContainers.Contains(spec);
        return new JsonObject
        {
            ["name"] = spec.Name,
            ["image"] = spec.Image,
            ["imageID"] = "",
            ["ready"] = isDone || PodReadiness.IsReady(pod, spec),
            ["started"] = isRunning,
            ["restartCount"] = (seen?.RestartCount ?? 0) + (pod.Spec.InitContainers.Contains(spec) ? 0 : pod.Restart?.Count ?? 0),
            ["state"] = seen is null
                ? new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "ContainerCreating" } }
                : WriteState(seen),
            ["lastState"] = seen?.Previous is { } previous ? WriteRun(previous) : new JsonObject(),
        };
    }

    private static JsonObject WriteState(ContainerStatus seen)
    {
        var detail = new JsonObject();
        if (seen.State == ContainerState.Terminated)
        {
            detail["exitCode"] = seen.ExitCode ?? -1;
            if (seen.Signal is { } signal)
                detail["signal"] = signal;
        }

        if (seen.State != ContainerState.Running)
        {
            detail.SetIfAny("reason", seen.Reason ?? (seen.ExitCode is null ? null : seen.ExitCode == 0 ? "Completed" : "Error"));
            detail.SetIfAny("message", seen.Message);
        }

        if (seen.State != ContainerState.Waiting && seen.StartedAt is { } started)
            detail["startedAt"] = started.Show();
        if (seen.State == ContainerState.Terminated && seen.FinishedAt is { } finished)
            detail["finishedAt"] = finished.Show();
        return new JsonObject { [seen.State.ToString().ToLowerInvariant()] = detail };
    }

    private static JsonObject WriteRun(ContainerRun run)
    {
        var detail = new JsonObject { ["exitCode"] = run.ExitCode ?? -1 };
        if (run.Signal is { } signal)
            detail["signal"] = signal;
        detail.SetIfAny("reason", run.Reason);
        if (run.StartedAt is { } started)
            detail["startedAt"] = started.Show();
        if (run.FinishedAt is { } finished)
            detail["finishedAt"] = finished.Show();
        return new JsonObject { ["terminated"] = detail };
    }

    private static JsonObject WriteBurst(Pod pod)
    {
        var json = new JsonObject { ["hostState"] = pod.HostState.ToString() };
        if (pod.Placement is { } placement)
        {
            json["tier"] = placement.Tier.Value;
            json["pricePerHour"] = placement.PricePerHour.ToString();
            json["placementReason"] = placement.Reason;
            json["placedAt"] = placement.At.Show();
        }

        json.SetIfAny("dnsName", pod.DnsName);
        if (pod.FinishedAt is { } finished)
            json["finishedAt"] = finished.Show();
        if (pod.IsLost)
            json["lost"] = true;
        if (pod.Stop is { } stop)
            json["stop"] = WriteStop(stop);
        return json;
    }

    private static JsonObject WriteStop(PodStop stop)
    {
        var json = new JsonObject { ["stage"] = stop.Stage.ToString(), ["askedAt"] = stop.AskedAt.Show() };
        if (stop.RunEndedAt is { } ended)
            json["runEndedAt"] = ended.Show();
        return json;
    }
}
