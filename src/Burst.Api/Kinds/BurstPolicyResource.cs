using System.Text.Json.Nodes;
using Burst.Api.Tables;
using Burst.Core.Ids;
using Burst.Core.Policies;

namespace Burst.Api.Kinds;

internal static class BurstPolicyResource
{
    public static readonly Resource Definition = new()
    {
        ObjectKind = ObjectKind.BurstPolicy,
        Plural = "burstpolicies",
        ShortNames = ["bp"],
        Group = "burst.dev",
        Columns =
        [
            TableColumn.ObjectName, new("Mode"), new("After"), new("Tiers"), new("Max Pods"), new("Max Spend Per Hour"), TableColumn.Age,
        ],
        All = state => state.Policies,
        View = (_, item) => new BurstPolicyView((BurstPolicy)item),
    };

    private sealed record BurstPolicyView(BurstPolicy Policy) : ResourceView(Policy)
    {
        public override JsonArray Cells(DateTimeOffset now) =>
        [
            Policy.Metadata.Name,
            Policy.Mode.ToString().ToLowerInvariant(),
            HumanDuration.Show(Policy.After),
            string.Join(",", Policy.Tiers),
            Policy.MaxPods?.ToString() ?? "<none>",
            Policy.MaxSpendPerHour is { } cap ? $"${cap}" : "<none>",
            HumanDuration.Age(Policy.Metadata.CreatedAt, now),
        ];
    }
}
