using Burst.Core.Constraints;
using Burst.Core.Objects;
using Burst.Core.Pods;

namespace Burst.Manifests.Tests.Reading;

public class PodTopologyTests
{
    private const string Near = "podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [";

    /// <summary>The example of the Kubernetes documentation, "Assigning Pods to Nodes".</summary>
    [Fact]
    public void DocumentedAffinity_IsReadAsWritten()
    {
        var read = Read.One<Pod>(Manifest("""
            affinity:
              podAffinity:
                requiredDuringSchedulingIgnoredDuringExecution:
                - labelSelector:
                    matchExpressions:
                    - {key: security, operator: In, values: [S1]}
                  topologyKey: topology.kubernetes.io/zone
              podAntiAffinity:
                preferredDuringSchedulingIgnoredDuringExecution:
                - weight: 100
                  podAffinityTerm:
                    labelSelector:
                      matchExpressions:
                      - {key: security, operator: In, values: [S2]}
                    topologyKey: topology.kubernetes.io/zone
            """)).Spec.Affinity!;

        var near = Assert.Single(read.PodAffinity!.Required);
        Assert.Equal(("topology.kubernetes.io/zone", "security=S1", null), (near.TopologyKey, near.LabelSelector!.ToString(), near.NamespaceSelector));
        var far = Assert.Single(read.PodAntiAffinity!.Preferred);
        Assert.Equal((100, "security=S2"), (far.Weight, far.Term.LabelSelector!.ToString()));
    }

    [Fact]
    public void SelectorThatIsLeftOut_IsNot_OneThatIsEmpty()
    {
        var terms = Read.One<Pod>(Manifest($"affinity: {{{Near}{{topologyKey: zone}}, {{topologyKey: zone, labelSelector: {{}}, namespaceSelector: {{}}}}]}}}}")).Spec.Affinity!.PodAffinity!.Required;
        Assert.Null(terms[0].LabelSelector);
        Assert.True(terms[1].LabelSelector!.Matches(System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty));
        Assert.NotNull(terms[1].NamespaceSelector);
    }

    /// <summary>The example of the Kubernetes documentation, "Pod Topology Spread Constraints".</summary>
    [Fact]
    public void DocumentedSpread_IsReadAsWritten()
    {
        var read = Assert.Single(Read.One<Pod>(Manifest("""
            topologySpreadConstraints:
            - maxSkew: 1
              minDomains: 2
              topologyKey: zone
              whenUnsatisfiable: DoNotSchedule
              labelSelector: {matchLabels: {foo: bar}}
              matchLabelKeys: [pod-template-hash]
              nodeAffinityPolicy: Ignore
              nodeTaintsPolicy: Honor
            """)).Spec.TopologySpread);

        Assert.Equal((1, 2, "zone", WhenUnsatisfiable.DoNotSchedule), (read.MaxSkew, read.MinDomains!.Value, read.TopologyKey, read.WhenUnsatisfiable));
        Assert.Equal((NodeInclusionPolicy.Ignore, NodeInclusionPolicy.Honor), (read.NodeAffinityPolicy, read.NodeTaintsPolicy!.Value));
        Assert.Equal(["pod-template-hash"], read.MatchLabelKeys.AsEnumerable());
    }

    [Theory]
    [InlineData("{labelSelector: {}}", "[0].topologyKey: is required: the label of nodes")]
    [InlineData("{topologyKey: ''}", "[0].topologyKey: \"\" is not a valid key")]
    [InlineData("{topologyKey: a, namespaces: [A_b]}", "[0].namespaces[0]: \"A_b\" is not a valid name")]
    [InlineData("{topologyKey: a, matchLabelKeys: [x]}", "[0].matchLabelKeys: is only accepted beside labelSelector")]
    [InlineData("{topologyKey: a, labelSelector: {matchLabels: {x: y}}, matchLabelKeys: [x]}", "[0].matchLabelKeys: \"x\" is in labelSelector already")]
    [InlineData("{topologyKey: a, labelSelector: {}, matchLabelKeys: [x], mismatchLabelKeys: [x]}", "[0].mismatchLabelKeys: \"x\" is in matchLabelKeys too")]
    [InlineData("{topologyKey: a, labelSelector: {matchExpressions: [{key: x, operator: Gt, values: ['1']}]}}", "matchExpressions[0].operator: must be In, NotIn, Exists or DoesNotExist")]
    [InlineData("{topologyKey: a, labelSelector: {matchExpressions: [{key: x, operator: In}]}}", "matchExpressions[0].values: is required: one or more values with operator In")]
    [InlineData("{topologyKey: a, labelSelector: {matchExpressions: [{key: x, operator: Exists, values: [y]}]}}", "matchExpressions[0].values: must be left out with operator Exists")]
    [InlineData("{topologyKey: a, weight: 1}", "[0].weight: unknown field")]
    public void AffinityThatKubernetesRefuses_IsRefusedByItsPath(string term, string error) =>
        AssertRefused($"affinity: {{{Near}{term}]}}}}", error);

    [Theory]
    [InlineData("{topologyKey: a, whenUnsatisfiable: DoNotSchedule}", "[0].maxSkew: is required")]
    [InlineData("{maxSkew: 0, topologyKey: a, whenUnsatisfiable: DoNotSchedule}", "[0].maxSkew: must be 1 or more, not 0")]
    [InlineData("{maxSkew: 1, whenUnsatisfiable: DoNotSchedule}", "[0].topologyKey: is required")]
    [InlineData("{maxSkew: 1, topologyKey: a}", "[0].whenUnsatisfiable: is required: DoNotSchedule")]
    [InlineData("{maxSkew: 1, topologyKey: a, whenUnsatisfiable: Never}", "[0].whenUnsatisfiable: must be DoNotSchedule or ScheduleAnyway")]
    [InlineData("{maxSkew: 1, topologyKey: a, whenUnsatisfiable: ScheduleAnyway, minDomains: 2}", "[0].minDomains: is only accepted with whenUnsatisfiable: DoNotSchedule")]
    [InlineData("{maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule, minDomains: 0}", "[0].minDomains: must be 1 or more, not 0")]
    [InlineData("{maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule, nodeTaintsPolicy: Obey}", "[0].nodeTaintsPolicy: must be Honor or Ignore")]
    [InlineData("{maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [x]}", "[0].matchLabelKeys: is only accepted beside labelSelector")]
    [InlineData("{maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule}, {maxSkew: 2, topologyKey: a, whenUnsatisfiable: DoNotSchedule}", "[1]: the pair of topologyKey and whenUnsatisfiable \"a DoNotSchedule\" is already used")]
    public void SpreadThatKubernetesRefuses_IsRefusedByItsPath(string constraint, string error) =>
        AssertRefused($"topologySpreadConstraints: [{constraint}]", "spec.topologySpreadConstraints" + error);

    private static void AssertRefused(string spec, string error) =>
        Assert.Contains(error, string.Join('\n', ManifestReader.Read(Manifest(spec), "pod.yaml").Errors), StringComparison.Ordinal);

    private static string Manifest(string spec) => $$$$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          containers:
          - {name: main, image: nginx, resources: {requests: {cpu: "1", memory: 1Gi}}}
          {{{{spec.Replace("\n", "\n  ", StringComparison.Ordinal)}}}}
        """;
}
