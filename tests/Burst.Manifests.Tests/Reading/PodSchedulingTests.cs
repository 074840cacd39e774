using Burst.Core.Pods;
using Burst.Core.Units;
using Burst.Manifests.Writing;

namespace Burst.Manifests.Tests.Reading;

/// <summary>What a pod says of when and where it may be placed.</summary>
public class PodSchedulingTests
{
    /// <summary>The example of the Kubernetes documentation, "Pod Overhead".</summary>
    [Fact]
    public void Overhead_IsReadAndWrittenBack_AndCountsWithTheContainers()
    {
        var pod = Read.One<Pod>(Manifest("overhead: {cpu: 250m, memory: 120Mi}"));

        Assert.Equal(new Resources(350, 184), pod.Spec.TotalRequests);
        Assert.Equal("""{"cpu":"250m","memory":"120Mi"}""", PodWriter.Write(pod)["spec"]!["overhead"]!.ToJsonString());
    }

    /// <summary>The example of the Kubernetes documentation, "Pod Scheduling Readiness".</summary>
    [Fact]
    public void SchedulingGates_AreReadAndWrittenBack()
    {
        var pod = Read.One<Pod>(Manifest("schedulingGates: [{name: example.com/foo}, {name: example.com/bar}]"));

        Assert.Equal(["example.com/foo", "example.com/bar"], pod.Spec.SchedulingGates.AsEnumerable());
        Assert.Equal("""[{"name":"example.com/foo"},{"name":"example.com/bar"}]""", PodWriter.Write(pod)["spec"]!["schedulingGates"]!.ToJsonString());
    }

    [Fact]
    public void NodeName_IsReadAndWrittenBack()
    {
        var pod = Read.One<Pod>(Manifest("nodeName: vm-1.example"));

        Assert.Equal("vm-1.example", pod.Spec.NodeName?.Value);
        Assert.Equal("vm-1.example", (string?)PodWriter.Write(pod)["spec"]!["nodeName"]);
    }

    [Theory]
    [InlineData("overhead: {}")]
    [InlineData("overhead: {cpu: \"0\"}")]
    [InlineData("schedulingGates: []")]
    public void NothingAsked_IsAsIfTheFieldWereLeftOut(string field)
    {
        var (bare, declared) = (Read.One<Pod>(Manifest("")).Spec, Read.One<Pod>(Manifest(field)).Spec);

        Assert.Equal(new PodTemplate { Spec = bare }.ComputeHash(), new PodTemplate { Spec = declared }.ComputeHash());
    }

    [Theory]
    [InlineData("overhead: {cpu: \"-1\"}", "spec.overhead.cpu: must not be negative")]
    [InlineData("overhead: {cpus: \"1\"}", "spec.overhead.cpus: unknown field")]
    [InlineData("overhead: {memory: 100m}", "spec.overhead.memory: the suffix m means thousandths")]
    [InlineData("schedulingGates: [{}]", "spec.schedulingGates[0].name: is required")]
    [InlineData("schedulingGates: [{name: a, why: b}]", "spec.schedulingGates[0].why: unknown field")]
    [InlineData("schedulingGates: [{name: 'a b'}]", "spec.schedulingGates[0].name: \"a b\" is not a valid key")]
    [InlineData("schedulingGates: [{name: a}, {name: a}]", "spec.schedulingGates[1].name: the scheduling gate \"a\" is already used")]
    [InlineData("nodeName: VM_1", "spec.nodeName: \"VM_1\" is not a valid name")]
    [InlineData("nodeName: vm-1\n  schedulingGates: [{name: a}]", "spec.nodeName: must not be set while there are schedulingGates")]
    public void WhatCannotBe_IsRefusedByItsPath(string field, string error) => Assert.Contains(error, Read.Error(Manifest(field)), StringComparison.Ordinal);

    private static string Manifest(string field) => $$$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          containers: [{name: main, image: nginx, resources: {requests: {cpu: 100m, memory: 64Mi} } }]
          {{{field}}}
        """;
}
