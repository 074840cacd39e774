using Burst.Core.Constraints;
using Burst.Core.Pods;

namespace Burst.Manifests.Tests.Reading;

public class NodeAffinityTests
{
    /// <summary>The example of the Kubernetes documentation, "Assigning Pods to Nodes".</summary>
    private const string Documented = """
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
            - matchExpressions:
              - {key: topology.kubernetes.io/zone, operator: In, values: [antarctica-east1, antarctica-west1]}
          preferredDuringSchedulingIgnoredDuringExecution:
          - weight: 1
            preference:
              matchExpressions:
              - {key: another-node-label-key, operator: In, values: [another-node-label-value]}
        """;

    private const string Required = "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution";
    private const string Preferred = "spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution";

    [Fact]
    public void DocumentedExample_IsReadAsWritten()
    {
        var read = Read.One<Pod>(Manifest(Documented)).Spec.Affinity!.NodeAffinity!;

        var label = Assert.Single(Assert.Single(read.Required).MatchExpressions);
        Assert.Equal(("topology.kubernetes.io/zone", NodeSelectorOperator.In), (label.Key, label.Operator));
        Assert.Equal(["antarctica-east1", "antarctica-west1"], label.Values.AsEnumerable());
        Assert.Equal((1, "another-node-label-key"), (read.Preferred[0].Weight, read.Preferred[0].Preference.MatchExpressions[0].Key));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{nodeAffinity: {}}")]
    [InlineData("{nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: []}}")]
    public void AffinityThatAsksForNothing_IsNone(string affinity) => Assert.Null(Read.One<Pod>(Manifest(affinity)).Spec.Affinity);

    [Theory]
    [InlineData("{nodeSelectorTerms: []}", Required + ".nodeSelectorTerms: is required: one or more terms")]
    [InlineData("{}", Required + ".nodeSelectorTerms: is required: one or more terms")]
    [InlineData("{nodeSelectorTerms: [{matchExpressions: [{key: a b, operator: Exists}]}]}", Required + ".nodeSelectorTerms[0].matchExpressions[0].key: \"a b\" is not a valid key")]
    [InlineData("{nodeSelectorTerms: [{matchExpressions: [{key: a}]}]}", Required + ".nodeSelectorTerms[0].matchExpressions[0].operator: is required: In, NotIn, Exists, DoesNotExist, Gt or Lt")]
    [InlineData("{nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Equals}]}]}", "operator: must be In, NotIn, Exists, DoesNotExist, Gt or Lt, not \"Equals\"")]
    [InlineData("{nodeSelectorTerms: [{matchExpressions: [{key: a, operator: In}]}]}", "matchExpressions[0].values: is required: one or more values with operator In")]
    [InlineData("{nodeSelectorTerms: [{matchExpressions: [{key: a, operator: NotIn, values: []}]}]}", "matchExpressions[0].values: is required: one or more values with operator NotIn")]
    [InlineData("{nodeSelectorTerms: [{matchExpressions: [{key: a, operator: In, values: [a b]}]}]}", "matchExpressions[0].values[0]: \"a b\" is not a valid label value")]
    [InlineData("{nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Exists, values: [b]}]}]}", "matchExpressions[0].values: must be left out with operator Exists")]
    [InlineData("{nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Gt}]}]}", "matchExpressions[0].values: is required: one whole number")]
    [InlineData("{nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Gt, values: ['1', '2']}]}]}", "matchExpressions[0].values: must be one whole number with operator Gt, not 2 values")]
    [InlineData("{nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Lt, values: [many]}]}]}", "matchExpressions[0].values[0]: must be a whole number in quotes")]
    [InlineData("{nodeSelectorTerms: [{matchFields: [{key: spec.unschedulable, operator: In, values: ['true']}]}]}", "matchFields[0].key: must be metadata.name, not")]
    [InlineData("{nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: Exists}]}]}", "matchFields[0].operator: must be In or NotIn")]
    [InlineData("{nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: In, values: [a, b]}]}]}", "matchFields[0].values: must be one name of a node")]
    [InlineData("{nodeSelectorTerms: [{matchLabels: {a: b}}]}", "nodeSelectorTerms[0].matchLabels: unknown field")]
    public void WhatKubernetesRefuses_IsRefusedByItsPath(string required, string error) =>
        Assert.Contains(error, string.Join('\n', Errors(Manifest($"{{nodeAffinity: {{requiredDuringSchedulingIgnoredDuringExecution: {required}}}}}"))), StringComparison.Ordinal);

    [Theory]
    [InlineData("{weight: 0, preference: {}}", Preferred + "[0].weight: must be 1 to 100, not 0")]
    [InlineData("{weight: 101, preference: {}}", Preferred + "[0].weight: must be 1 to 100, not 101")]
    [InlineData("{preference: {}}", Preferred + "[0].weight: is required")]
    [InlineData("{weight: 1}", Preferred + "[0].preference: is required")]
    public void PreferenceThatKubernetesRefuses_IsRefusedByItsPath(string preferred, string error) => Assert.Contains(
        error, string.Join('\n', Errors(Manifest($"{{nodeAffinity: {{preferredDuringSchedulingIgnoredDuringExecution: [{preferred}]}}}}"))), StringComparison.Ordinal);

    private static IEnumerable<string> Errors(string manifest) => ManifestReader.Read(manifest, "pod.yaml").Errors.Select(error => error.ToString());

    private static string Manifest(string affinity) => $$$$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          containers:
          - {name: main, image: nginx, resources: {requests: {cpu: "1", memory: 1Gi}}}
          affinity:
            {{{{affinity.Replace("\n", "\n    ", StringComparison.Ordinal)}}}}
        """;
}
