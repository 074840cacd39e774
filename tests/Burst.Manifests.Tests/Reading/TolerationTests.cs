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
    [InlineData("{operator: Exists}", "spec.tolerations[0]: without a key it tolerates every taint")]
    [InlineData("{key: node.kubernetes.io/unschedulable, operator: Exists}", "spec.tolerations[0].key: node.kubernetes.io/unschedulable is not supported")]
    [InlineData("{key: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute, tolerationSeconds: 60}", "spec.tolerations[0].tolerationSeconds: only 300 is supported yet")]
    [InlineData("{key: a, operator: Exists, value: b}", "spec.tolerations[0].value: must be empty with operator Exists")]
    [InlineData("{key: a, operator: Gt, value: '5'}", "spec.tolerations[0].operator: must be Equal or Exists")]
    [InlineData("{key: a, effect: Never}", "spec.tolerations[0].effect: must be NoSchedule, PreferNoSchedule or NoExecute")]
    [InlineData("{key: a, effect: NoExecute, tolerationSeconds: 5}", "spec.tolerations[0].tolerationSeconds: ")]
    [InlineData("{key: a b}", "spec.tolerations[0].key: ")]
    [InlineData("{key: a, taint: b}", "spec.tolerations[0].taint: ")]
    public void WhatIsNotSupported_IsRefusedByItsPath(string toleration, string error) =>
        Assert.Contains(error, Read.Error(Manifest("- " + toleration)), StringComparison.Ordinal);

    [Fact]
    public void Tolerations_AreWrittenAsTheyAreRead()
    {
        var pod = Read.One<Pod>(Manifest("- {key: a, operator: Exists}\n- {key: b, value: c, effect: NoSchedule}\n- {key: d}"));
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
