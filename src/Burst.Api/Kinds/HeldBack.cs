using Burst.Api.Json;
using Burst.Control.Applying;
using Burst.Control.Loop;
using Burst.Core.Pods;

namespace Burst.Api.Kinds;

/// <summary>How it is told that calls to a host are held back: of its node, and of pods that wait for such a call.</summary>
internal static class HeldBack
{
    public static string Reason(HostTrouble trouble) => trouble.IsSick ? "HostSick" : "Throttled";

    public static string Message(HostTrouble trouble) =>
        $"{(trouble.IsSick ? "Calls" : "Creates")} are held back until {trouble.Until.Show()}: {trouble.Reason}";

    /// <summary>A pod whose create has not been sent has no answer to tell of; what keeps it is told instead.</summary>
    public static Pod Tell(Pod pod, LoopHealth health)
    {
        if (pod is not { Phase: PodPhase.Pending, HostState: HostState.CreateIntended, Reason: null, Placement: { } place })
            return pod;
        if (health.TroubledHosts.FirstOrDefault(trouble => trouble.Node == place.Node) is { } held)
            return pod with { Reason = Reason(held), Message = Message(held) };
        return health.HostLines.FirstOrDefault(line => line.Node == place.Node) is { } line ? pod with { Reason = "HostBusy", Message = Message(line) } : pod;
    }

    private static string Message(HostLine line) =>
        $"As many calls to node {line.Node} are under way as are sent at once ({line.Calls}), and since {line.Since.Show()} creates wait for them ({line.Waiting} now).";
}
