using System.Text.Json.Nodes;
using Burst.Core.Policies;
using Burst.Manifests.Durations;
using Burst.Manifests.Reading;

namespace Burst.Manifests.Writing;

internal static class BurstPolicyWriter
{
    public static JsonObject Write(BurstPolicy policy)
    {
        var json = ObjectWriter.Begin(policy, "burst.dev/v1");
        var spec = new JsonObject
        {
            ["mode"] = policy.Mode.ToString().ToLowerInvariant(),
            ["after"] = GoDuration.Format(policy.After),
            ["tiers"] = ObjectWriter.Texts(policy.Tiers.Select(tier => tier.Value)),
        };
        if (policy.RepatriateAfter != BurstPolicy.DefaultRepatriateAfter)
            spec["repatriateAfter"] = policy.RepatriateAfter == Timeout.InfiniteTimeSpan ? BurstPolicyReader.Never : GoDuration.Format(policy.RepatriateAfter);
        if (policy.MaxPods is { } pods)
            spec["maxPods"] = pods;
        if (policy.MaxSpendPerHour is { } spend)
            spec["maxSpendPerHour"] = spend.ToString();
        if (!policy.Selector.IsEmpty)
            spec["selector"] = new JsonObject { ["matchLabels"] = ObjectWriter.Texts(policy.Selector) };
        json["spec"] = spec;
        return json;
    }
}
