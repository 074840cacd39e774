using System.Text;

namespace Burst.Scheduling.Oracle.Tests.Reading;

public sealed class BadCaseTests
{
    [Theory]
    [InlineData("{", "Expected depth to be zero")]
    [InlineData("{}", "'pod' is missing")]
    [InlineData("""{ "pod": {} }""", "Namespace 'default' of a pod is not listed")]
    [InlineData("""{ "nodes": [{ "metadata": {} }], "pod": {} }""", "'name' is missing")]
    [InlineData("""{ "pod": { "spec": { "overhead": { "cpu": "1x" } } } }""", "'1x' has a suffix that no quantity has")]
    [InlineData("""{ "pod": { "spec": { "overhead": { "cpu": "m" } } } }""", "'m' is no quantity")]
    [InlineData("""{ "pod": { "spec": { "topologySpreadConstraints": [{ "whenUnsatisfiable": "Never" }] } } }""", "whenUnsatisfiable 'Never' is unknown")]
    [InlineData("""{ "pod": { "spec": { "topologySpreadConstraints": [{ "whenUnsatisfiable": "DoNotSchedule", "topologyKey": "zone" }] } } }""", "'maxSkew' of a topology spread constraint is missing")]
    [InlineData("""{ "pod": { "spec": { "affinity": { "nodeAffinity": { "requiredDuringSchedulingIgnoredDuringExecution": { "nodeSelectorTerms": [{ "matchExpressions": [{ "key": "a", "operator": "Is" }] }] } } } } } }""", "Operator 'Is' is none of In")]
    [InlineData("""{ "pod": { "spec": { "affinity": { "nodeAffinity": { "requiredDuringSchedulingIgnoredDuringExecution": { "nodeSelectorTerms": [{ "matchExpressions": [{ "key": "a", "operator": "In" }] }] } } } } } }""", "Operator 'In' cannot have 0 values")]
    [InlineData("""{ "pod": { "spec": { "affinity": { "nodeAffinity": { "requiredDuringSchedulingIgnoredDuringExecution": { "nodeSelectorTerms": [{ "matchFields": [{ "key": "a", "operator": "In", "values": ["b"] }] }] } } } } } }""", "matchFields knows metadata.name only")]
    public void Judge_WhatIsNoCase_SaysWhy(string text, string reason)
    {
        var error = Assert.Throws<FormatException>(() => FeasibilityOracle.Judge(Encoding.UTF8.GetBytes(text)));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
