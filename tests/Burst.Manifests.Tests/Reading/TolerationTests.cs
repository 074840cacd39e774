using Burst.Core.Nodes;
using Burst.Core.Pods;

namespace Burst.Manifests.Tests.Reading;

public class TolerationTests
{
    [Fact]
    public void TolerationsOfVirtualKubelet_AreReadAsWritten()
    {
        var spec = Read.One<Pod>(Manifest("""
            - {key: virtual-kubelet.io/provider, operator: Exists}
            - {key: virtual-kubelet.io/provider, operator: Equal, value: azure, effect: NoSchedule}
            - {key: azure.com/aci, effect: NoSchedule}
            - {key: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute, tolerationSeconds: 300}
            """)).Spec;

        Assert.Equal(
            [new Toleration(VirtualKubelet.TaintKey, null, null), new Toleration(VirtualKubelet.TaintKey, "azure", "NoSchedule"), new Toleration("azure.com/aci", "", "NoSchedule")],
            spec.Tolerations.AsEnumerable());
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("azure", null, true)]
    [InlineData("azure", "NoSchedule", true)]
    [InlineData("", null, false)]
    [InlineData("alibabacloud", "NoSchedule", false)]
    [InlineData("azure", "NoExecute", false)]
    public void Toleration_AcceptsTheTaintOfVirtualNodes_AsKubernetesSays(string? value, string? effect, bool accepts) => Assert.Equal(
        accepts, new Toleration(VirtualKubelet.TaintKey, value, effect).Tolerates(VirtualKubelet.TaintKey, VirtualKubelet.TaintValue, VirtualKubelet.TaintEffect));

    [Theory]
    [InlineData("{operator: Equal}", "spec.tolerations[0].operator: must be Exists where there is no key")]
    [InlineData("{key: '', value: a}", "spec.tolerations[0].operator: is required: must be Exists where there is no key")]
    [InlineData("{key: a, operator: Exists, value: b}", "spec.tolerations[0].value: must be empty with operator Exists")]
    [InlineData("{key: a, operator: Gt, value: '5'}", "spec.tolerations[0].operator: must be Equal or Exists")]
    [InlineData("{key: a, effect: Never}", "spec.tolerations[0].effect: must be NoSchedule, PreferNoSchedule or NoExecute")]
    [InlineData("{key: a, effect: NoSchedule, tolerationSeconds: 5}", "spec.tolerations[0].tolerationSeconds: is only accepted with effect NoExecute")]
    [InlineData("{key: a, tolerationSeconds: 5}", "spec.tolerations[0].tolerationSeconds: is only accepted with effect NoExecute")]
    [InlineData("{key: a b}", "spec.tolerations[0].key: ")]
    [InlineData("{key: a, taint: b}", "spec.tolerations[0].taint: ")]
    public void WhatIsNotSupported_IsRefusedByItsPath(string toleration, string error) =>
        Assert.Contains(error, Read.Error(Manifest("- " + toleration)), StringComparison.Ordinal);

    [Theory]
    [InlineData("{operator: Exists}", "", null, null, null)]
    [InlineData("{operator: Exists, effect: NoExecute, tolerationSeconds: 60}", "", null, "NoExecute", 60L)]
    [InlineData("{key: a, effect: NoExecute, tolerationSeconds: -1}", "a", "", "NoExecute", -1L)]
    [InlineData("{key: node.kubernetes.io/unschedulable, operator: Exists, effect: ''}", "node.kubernetes.io/unschedulable", null, null, null)]
    [InlineData("{key: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute, tolerationSeconds: 60}", "node.kubernetes.io/not-ready", null, "NoExecute", 60L)]
    [InlineData("{key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute}", "node.kubernetes.io/unreachable", null, "NoExecute", null)]
    public void Toleration_IsReadAsWritten(string yaml, string key, string? value, string? effect, long? seconds) => Assert.Equal(
        new Toleration(key, value, effect) { Seconds = seconds }, Assert.Single(Read.One<Pod>(Manifest("- " + yaml)).Spec.Tolerations));

    [Theory]
    [InlineData("", null, null, true)]
    [InlineData("", null, "NoExecute", false)]
    [InlineData("gpu", null, "NoSchedule", true)]
    [InlineData("gp", null, null, false)]
    public void Toleration_WithoutAKey_AcceptsEveryTaint(string key, string? value, string? effect, bool accepts) =>
        Assert.Equal(accepts, new Toleration(key, value, effect).Tolerates("gpu", "true", "NoSchedule"));

    [Fact]
    public void Tolerations_AreWrittenAsTheyAreRead()
    {
        var pod = Read.One<Pod>(Manifest("- {key: a, operator: Exists}\n- {key: b, value: c, effect: NoSchedule}\n- {key: d}\n- {operator: Exists, effect: NoExecute, tolerationSeconds: 7}"));
        Assert.Equal(pod.Spec.Tolerations.AsEnumerable(), Read.One<Pod>(ManifestWriter.ToYaml(ManifestWriter.ToJson(pod))).Spec.Tolerations);
    }

    private static string Manifest(string tolerations) => $$$$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          containers:
          - {name: main, image: nginx, resources: {requests: {cpu: "1", memory: 1Gi}}}
          tolerations:
          {{{{tolerations.Replace("\n", "\n  ", StringComparison.Ordinal)}}}}
        """;
}
