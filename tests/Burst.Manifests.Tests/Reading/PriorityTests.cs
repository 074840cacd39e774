using Burst.Core.Pods;
using Burst.Core.Policies;

namespace Burst.Manifests.Tests.Reading;

public class PriorityTests
{
    [Fact]
    public void PriorityClass_IsReadAsItsDocumentationWritesIt()
    {
        var read = Read.One<PriorityClass>("""
            apiVersion: scheduling.k8s.io/v1
            kind: PriorityClass
            metadata:
              name: high-priority-nonpreempting
            value: 1000000
            preemptionPolicy: Never
            globalDefault: false
            description: "This priority class will not cause other pods to be preempted."
            """);

        Assert.Equal((1_000_000, PreemptionPolicy.Never, false), (read.Value, read.PreemptionPolicy, read.GlobalDefault));
        Assert.Equal("This priority class will not cause other pods to be preempted.", read.Description);
        Assert.Equal("", read.Metadata.Namespace);
    }

    [Fact]
    public void BuiltInClasses_AreReadBackAsTheyAreExported() =>
        Assert.All(PriorityClass.BuiltIn, known => Assert.Equal(known.Value, Read.One<PriorityClass>(ManifestWriter.ToYaml(ManifestWriter.ToJson(known))).Value));

    [Fact]
    public void PodOfAClass_SaysWhatItsPriorityCameTo()
    {
        var pod = PodPriority.Give(
            Read.One<Pod>("""
                apiVersion: v1
                kind: Pod
                metadata: {name: web}
                spec:
                  priorityClassName: high
                  containers: [{name: main, image: burst/sleep, resources: {requests: {cpu: 100m, memory: 64Mi}}}]
                """),
            new PriorityClass { Metadata = new() { Name = "high" }, Value = 1000, PreemptionPolicy = PreemptionPolicy.Never });

        var spec = ManifestWriter.ToJson(pod)["spec"]!;

        Assert.Equal(("high", 1000, "Never"), ((string?)spec["priorityClassName"], (int)spec["priority"]!, (string?)spec["preemptionPolicy"]));
    }
}
