using System.Collections.Immutable;
using Burst.Core.Constraints;

namespace Burst.Manifests.Reading;

internal static class TopologySpreadReader
{
    public static ImmutableArray<TopologySpreadConstraint> Read(FieldReader spec)
    {
        var pairs = new Uniqueness("pair of topologyKey and whenUnsatisfiable");
        return [.. spec.List("topologySpreadConstraints").Select(fields => ReadOne(fields, pairs))];
    }

    private static TopologySpreadConstraint ReadOne(FieldReader fields, Uniqueness pairs)
    {
        if (!fields.Has("maxSkew"))
            fields.Missing("maxSkew", "by how many pods one place may be ahead of the one that has fewest, 1 or more");
        if (!fields.Has("whenUnsatisfiable"))
            fields.Missing("whenUnsatisfiable", "DoNotSchedule (the pod waits) or ScheduleAnyway");
        var selector = LabelSelectorReader.Read(fields, "labelSelector");
        var read = new TopologySpreadConstraint
        {
            MaxSkew = fields.Integer("maxSkew", min: 1) ?? 1,
            TopologyKey = PodAffinityReader.ReadTopologyKey(fields),
            WhenUnsatisfiable = fields.Choice("whenUnsatisfiable", ("DoNotSchedule", WhenUnsatisfiable.DoNotSchedule), ("ScheduleAnyway", WhenUnsatisfiable.ScheduleAnyway)) ?? default,
            LabelSelector = selector,
            MinDomains = fields.Integer("minDomains", min: 1),
            MatchLabelKeys = LabelSelectorReader.ReadKeys(fields, "matchLabelKeys", selector),
            NodeAffinityPolicy = ReadPolicy(fields, "nodeAffinityPolicy") ?? NodeInclusionPolicy.Honor,
            NodeTaintsPolicy = ReadPolicy(fields, "nodeTaintsPolicy") is NodeInclusionPolicy.Honor ? NodeInclusionPolicy.Honor : null,
        };
        if (read.MinDomains is not null && !read.IsHard)
            fields.Error("minDomains", "is only accepted with whenUnsatisfiable: DoNotSchedule");
        pairs.Claim(fields.Context, fields.At, fields.Path, $"{read.TopologyKey} {read.WhenUnsatisfiable}");
        fields.Finish();
        return read;
    }

    private static NodeInclusionPolicy? ReadPolicy(FieldReader fields, string name) =>
        fields.Choice(name, ("Honor", NodeInclusionPolicy.Honor), ("Ignore", NodeInclusionPolicy.Ignore));
}
