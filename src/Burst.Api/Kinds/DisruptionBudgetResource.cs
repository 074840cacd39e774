using System.Text.Json.Nodes;
using Burst.Api.Tables;
using Burst.Core.Ids;
using Burst.Core.Policies;
using Burst.Core.State;

namespace Burst.Api.Kinds;

internal static class DisruptionBudgetResource
{
    public static readonly Resource Definition = new()
    {
        ObjectKind = ObjectKind.PodDisruptionBudget,
        Plural = "poddisruptionbudgets",
        ShortNames = ["pdb"],
        Group = "policy",
        Columns = [TableColumn.ObjectName, new("Min Available"), new("Max Unavailable"), new("Allowed Disruptions", "integer"), TableColumn.Age],
        All = state => state.DisruptionBudgets,
        View = (state, item) => new DisruptionBudgetView((PodDisruptionBudget)item, DisruptionRoom.Of(state, (PodDisruptionBudget)item)),
    };

    private sealed record DisruptionBudgetView(PodDisruptionBudget Budget, DisruptionRoom Room) : ResourceView(Budget)
    {
        public override JsonArray Cells(DateTimeOffset now) =>
        [
            Budget.Metadata.Name,
            Budget.MinAvailable?.ToString() ?? "N/A",
            Budget.MaxUnavailable?.ToString() ?? "N/A",
            Room.Allowed,
            HumanDuration.Age(Budget.Metadata.CreatedAt, now),
        ];

        protected override void Complete(JsonObject json) => json["status"] = new JsonObject
        {
            ["disruptionsAllowed"] = Room.Allowed,
            ["currentHealthy"] = Room.Healthy,
            ["desiredHealthy"] = Room.Desired,
            ["expectedPods"] = Room.Expected,
            ["observedGeneration"] = Budget.Metadata.Generation,
        };
    }
}
