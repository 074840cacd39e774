using System.Text.Json.Nodes;
using Burst.Api.Json;
using Burst.Core.Events;

namespace Burst.Api.Operations;

internal static class DecisionBody
{
    public static JsonObject Of(PlacementDecision decision)
    {
        var json = new JsonObject { ["at"] = decision.At.ShowExact() };
        json.SetIfAny("node", decision.Node?.Value);
        json.SetIfAny("tier", decision.Tier?.Value);
        json.SetIfAny("pricePerHour", decision.PricePerHour?.ToString());
        json["reason"] = decision.Reason;
        json["policy"] = decision.Policy;
        json["waitedSeconds"] = decision.Waited.TotalSeconds;
        json["considered"] = decision.Considered.Select(Of).ToJsonArray();
        if (decision.LeftOut > 0)
            json["leftOut"] = decision.LeftOut;
        return json;
    }

    private static JsonObject Of(NodeVerdict verdict)
    {
        var json = new JsonObject
        {
            ["node"] = verdict.Node.Value,
            ["tier"] = verdict.Tier.Value,
            ["fits"] = verdict.Fits,
            ["reason"] = verdict.Reason,
        };
        json.SetIfAny("pricePerHour", verdict.PricePerHour?.ToString());
        return json;
    }
}
