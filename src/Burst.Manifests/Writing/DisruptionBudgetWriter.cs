using System.Text.Json.Nodes;
using Burst.Core.Policies;

namespace Burst.Manifests.Writing;

internal static class DisruptionBudgetWriter
{
    public static JsonObject Write(PodDisruptionBudget budget)
    {
        var json = ObjectWriter.Begin(budget, "policy/v1");
        var spec = new JsonObject();
        Add("minAvailable", budget.MinAvailable);
        Add("maxUnavailable", budget.MaxUnavailable);
        spec["selector"] = budget.Selector.IsEmpty ? new JsonObject() : new JsonObject { ["matchLabels"] = ObjectWriter.Texts(budget.Selector) };
        json["spec"] = spec;
        return json;

        void Add(string name, DisruptionAmount? amount)
        {
            if (amount is { } given)
                spec[name] = given.IsPercent ? given.ToString() : given.Value;
        }
    }
}
