using System.Text.Json.Nodes;
using Burst.Core.Constraints;

namespace Burst.Manifests.Writing;

internal static class TopologySpreadWriter
{
    public static JsonObject Write(TopologySpreadConstraint constraint)
    {
        var json = new JsonObject
        {
            ["maxSkew"] = constraint.MaxSkew,
            ["topologyKey"] = constraint.TopologyKey,
            ["whenUnsatisfiable"] = constraint.WhenUnsatisfiable.ToString(),
        };
        SelectorWriter.Add(json, "labelSelector", constraint.LabelSelector);
        if (constraint.MinDomains is { } domains)
            json["minDomains"] = domains;
        ObjectWriter.AddTexts(json, "matchLabelKeys", constraint.MatchLabelKeys);
        if (constraint.NodeAffinityPolicy != NodeInclusionPolicy.Honor)
            json["nodeAffinityPolicy"] = constraint.NodeAffinityPolicy.ToString();
        if (constraint.NodeTaintsPolicy is { } taints)
            json["nodeTaintsPolicy"] = taints.ToString();
        return json;
    }
}
