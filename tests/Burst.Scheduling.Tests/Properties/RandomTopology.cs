using Burst.Core.Constraints;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Properties;

/// <summary>Pods that want others near, far or evenly spread, by the labels <c>app=0</c> to <c>app=2</c> and the label <c>zone</c> of nodes.</summary>
internal static class RandomTopology
{
    public static PodSpec Of(Random random, PodSpec spec) => random.Next(6) switch
    {
        0 => spec with { Affinity = new() { PodAffinity = new() { Required = [Term(random)] } } },
        1 => spec with { Affinity = new() { PodAntiAffinity = new() { Required = [Term(random)] } } },
        2 => spec with { TopologySpread = [Spread(random, WhenUnsatisfiable.DoNotSchedule)] },
        3 => spec with { TopologySpread = [Spread(random, WhenUnsatisfiable.ScheduleAnyway)] },
        4 => spec with { Affinity = new() { PodAffinity = new() { Preferred = [new(random.Next(1, 101), Term(random))] }, PodAntiAffinity = new() { Preferred = [new(random.Next(1, 101), Term(random))] } } },
        _ => spec,
    };

    private static PodAffinityTerm Term(Random random) => new() { TopologyKey = "zone", LabelSelector = Selector(random) };

    private static LabelSelector Selector(Random random) => new() { MatchLabels = A.Map($"app={random.Next(3)}") };

    private static TopologySpreadConstraint Spread(Random random, WhenUnsatisfiable when) => new()
    {
        MaxSkew = random.Next(1, 3),
        TopologyKey = "zone",
        WhenUnsatisfiable = when,
        LabelSelector = Selector(random),
        MinDomains = when == WhenUnsatisfiable.DoNotSchedule && random.Next(3) == 0 ? random.Next(1, 4) : null,
        NodeTaintsPolicy = random.Next(2) == 0 ? NodeInclusionPolicy.Honor : null,
    };
}
