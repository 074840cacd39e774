using Burst.Core.Constraints;
using Burst.Core.Pods;
using Burst.Core.Workloads;

namespace Burst.Manifests.Tests.Reading;

public class ConstraintsAnnotationTests
{
    private const string All = """[["hostname","UNIQUE"],["rack_id","CLUSTER","rack-1"],["rack_id","CLUSTER",""],["rack_id","GROUP_BY"],["rack_id","GROUP_BY","3"],["@zone","LIKE","rack-[1-3]"],["example.com/rack","UNLIKE","rack-[7-9]"],["rack_id","MAX_PER","2"]]""";

    private static readonly FieldConstraint[] Expected =
    [
        new("hostname", FieldOperator.Unique, null), new("rack_id", FieldOperator.Cluster, "rack-1"), new("rack_id", FieldOperator.Cluster, null),
        new("rack_id", FieldOperator.GroupBy, null), new("rack_id", FieldOperator.GroupBy, "3"), new("@zone", FieldOperator.Like, "rack-[1-3]"),
        new("example.com/rack", FieldOperator.Unlike, "rack-[7-9]"), new("rack_id", FieldOperator.MaxPer, "2"),
    ];

    [Fact]
    public void MarathonsNotation_IsReadAsWritten_OfPodsAndTemplates()
    {
        Assert.Equal(Expected, Read.One<Pod>(Manifest(All)).Spec.Constraints.AsEnumerable());
        Assert.Equal(Expected, Read.One<Deployment>(Template(All)).Template.Spec.Constraints.AsEnumerable());
        var pod = Read.One<Pod>(Manifest(All));
        Assert.Equal(Expected, Read.One<Pod>(ManifestWriter.ToYaml(ManifestWriter.ToJson(pod))).Spec.Constraints.AsEnumerable());
    }

    [Theory]
    [InlineData("""[["rack_id","ONE_OF","a"]]""", """constraints'][0]: "ONE_OF" is no operator; use one of UNIQUE, CLUSTER, GROUP_BY, LIKE, UNLIKE, MAX_PER""")]
    [InlineData("""[["hostname","UNIQUE"],["rack_id","LIKE"]]""", "constraints'][1]: LIKE needs a value: a regular expression")]
    [InlineData("""[["rack_id","UNLIKE",""]]""", "constraints'][0]: UNLIKE needs a value: a regular expression")]
    [InlineData("""[["rack_id","LIKE","rack-[1-3"]]""", """constraints'][0]: "rack-[1-3" is no regular expression: """)]
    [InlineData("""[["rack_id","LIKE","a)|(b"]]""", """constraints'][0]: "a)|(b" is no regular expression: """)]
    [InlineData("""[["rack_id","LIKE","(a)\\1"]]""", """constraints'][0]: "(a)\1" is not supported: back references""")]
    [InlineData("""[["rack_id","MAX_PER"]]""", "constraints'][0]: MAX_PER needs a value: a number")]
    [InlineData("""[["rack_id","MAX_PER","0"]]""", """constraints'][0]: MAX_PER takes a number of 1 or more, such as "2", not "0" """)]
    [InlineData("""[["rack_id","GROUP_BY","three"]]""", """constraints'][0]: GROUP_BY takes a number of 1 or more, such as "2", not "three" """)]
    [InlineData("""[["hostname","UNIQUE","1"]]""", """constraints'][0]: UNIQUE takes no value; remove "1" """)]
    [InlineData("""[["@rack","UNIQUE"]]""", """constraints'][0]: "@rack" is no field; use @hostname, @region, @zone, or a label of nodes""")]
    [InlineData("""[["rack id","UNIQUE"]]""", """constraints'][0]: the field "rack id" is no label of nodes: """)]
    [InlineData("""[["rack_id","MAX_PER",2]]""", "constraints'][0]: must be a field, an operator and mostly a value, each in quotes")]
    [InlineData("""[["rack_id"]]""", "constraints'][0]: must be a field, an operator and mostly a value")]
    [InlineData("""{"rack_id":"UNIQUE"}""", "constraints']: is no list; write a list such as ")]
    [InlineData("hostname:UNIQUE", "constraints']: is not JSON; write a list such as ")]
    public void WhatIsWrong_IsRefusedByItsPath(string text, string error)
    {
        Assert.Contains("metadata.annotations['burst.dev/" + error.TrimEnd(), Read.Error(Manifest(text)), StringComparison.Ordinal);
        Assert.Contains("spec.template.metadata.annotations['burst.dev/" + error.TrimEnd(), Read.Error(Template(text)), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsTooMuch_IsRefused()
    {
        Assert.Contains("has 17 constraints; 16 are the most", Read.Error(Manifest($"[{string.Join(",", Enumerable.Repeat("""["hostname","UNIQUE"]""", 17))}]")), StringComparison.Ordinal);
        Assert.Contains("is longer than 256 characters", Read.Error(Manifest($"""[["hostname","LIKE","{new string('a', 257)}"]]""")), StringComparison.Ordinal);
        Assert.Contains("is not supported", Read.Error(Manifest("""[["hostname","LIKE","((a{1,99}){1,99}){1,99}"]]""")), StringComparison.Ordinal);
    }

    /// <summary>With backtracking this would take longer than the world is old.</summary>
    [Fact]
    public void Pattern_ThatBacktrackingDiesOf_IsMatchedAtOnce()
    {
        const string Pattern = "(a+)+b";
        Assert.Null(FieldPattern.FindFault(Pattern));
        Assert.False(FieldPattern.IsMatch(Pattern, new string('a', 10_000)));
    }

    [Fact]
    public void OnTheWorkloadItself_ItHasNoEffect_WhichIsSaid() => Assert.Contains(
        Read.All(Template("[]").Replace("metadata: {name: web}", "metadata: {name: web, annotations: {burst.dev/constraints: '[]'}}", StringComparison.Ordinal)).Warnings,
        warning => warning.ToString().Contains("burst.dev/constraints has no effect here; move it to spec.template.metadata.annotations", StringComparison.Ordinal));

    private static string Manifest(string annotation) => $$$$"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          annotations:
            burst.dev/constraints: '{{{{annotation}}}}'
        spec:
          containers:
          - {name: main, image: nginx, resources: {requests: {cpu: "1", memory: 1Gi}}}
        """;

    private static string Template(string annotation) => $$$$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata:
              labels: {app: web}
              annotations:
                burst.dev/constraints: '{{{{annotation}}}}'
            spec:
              containers:
              - {name: main, image: nginx, resources: {requests: {cpu: "1", memory: 1Gi}}}
        """;
}
