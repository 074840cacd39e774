using System.Text.Json;
using Burst.Core.Ids;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>A pod as the API tells of it.</summary>
internal readonly record struct ToldPod(PodUid Uid, string Name, string Phase, string HostState, string? Reason, bool IsEnding, bool IsLost)
{
    public static ToldPod Read(JsonElement pod)
    {
        var (metadata, status) = (pod.GetProperty("metadata"), pod.GetProperty("status"));
        var own = status.GetProperty("burst");
        return new ToldPod(
            PodUid.Parse(metadata.GetProperty("uid").GetString()!), metadata.GetProperty("name").GetString()!, status.GetProperty("phase").GetString()!,
            own.GetProperty("hostState").GetString()!, Find(status, "message") ?? Find(status, "reason"),
            metadata.TryGetProperty("deletionTimestamp", out _), own.TryGetProperty("lost", out _));
    }

    private static string? Find(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
