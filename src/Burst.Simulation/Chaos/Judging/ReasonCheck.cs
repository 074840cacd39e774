using System.Text.Json;
using Burst.Core.Ids;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>What waits says why: a pod without a place, or whose create has no answer, has a reason that its user can read.</summary>
internal sealed class ReasonCheck(JudgedWorld world, ViolationLog violations)
{
    private Dictionary<PodUid, DateTimeOffset> silentSince = [];

    public void Judge(IReadOnlyList<JsonElement> pods)
    {
        var silent = pods.Select(ToldPod.Read).Where(IsSilent).ToList();
        silentSince = silent.ToDictionary(pod => pod.Uid, pod => silentSince.GetValueOrDefault(pod.Uid, world.Now));
        foreach (var pod in silent)
        {
            var allowed = pod.HostState == "None" ? world.Limits.SaysWhyWithin : world.Limits.CallMax + world.Limits.SaysWhyWithin;
            if (world.Faults.QuietFrom(FaultGroups.StopsSteps, silentSince[pod.Uid], allowed) + allowed < world.Now)
                violations.Add(Promises.SaysWhy, pod.Name, $"{pod.HostState} since {silentSince[pod.Uid]:u} or longer, and no reason is told");
        }
    }

    private static bool IsSilent(ToldPod pod) =>
        pod is { Phase: "Pending", HostState: "None" or "CreateIntended", IsEnding: false, IsLost: false, Reason: null };
}
