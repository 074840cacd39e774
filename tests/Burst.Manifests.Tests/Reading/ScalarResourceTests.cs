using Burst.Core.Pods;
using Burst.Manifests.Writing;

namespace Burst.Manifests.Tests.Reading;

/// <summary>Extended resources and ephemeral storage by Kubernetes' rules.</summary>
public class ScalarResourceTests
{
    [Fact]
    public void Amounts_AreRead_AndALimitIsTheRequestThatIsLeftOut()
    {
        var container = Read.One<Pod>(Manifest("limits: {nvidia.com/gpu: 2, ephemeral-storage: 2Gi}, requests: {ephemeral-storage: 1Gi}")).Spec.Containers[0];

        Assert.Equal("ephemeral-storage=1073741824,nvidia.com/gpu=2", container.ScalarRequests!.ToString());
        Assert.Equal("ephemeral-storage=2147483648,nvidia.com/gpu=2", container.ScalarLimits!.ToString());
    }

    [Theory]
    [InlineData("requests: {ephemeral-storage: 1500M}", """{"requests":{"ephemeral-storage":"1500000000"}}""")]
    [InlineData("limits: {nvidia.com/gpu: 1}", """{"limits":{"nvidia.com/gpu":"1"},"requests":{"nvidia.com/gpu":"1"}}""")]
    [InlineData("requests: {ephemeral-storage: 0}, limits: {ephemeral-storage: 1Gi}", """{"limits":{"ephemeral-storage":"1Gi"},"requests":{"ephemeral-storage":"0"}}""")]
    [InlineData("requests: {nvidia.com/gpu: 0}, limits: {nvidia.com/gpu: 0}", "{}")]
    public void Amounts_AreWrittenAsTheyAreReadBack(string resources, string written)
    {
        var json = PodWriter.Write(Read.One<Pod>(Manifest(resources)))["spec"]!["containers"]![0]!["resources"]!.ToJsonString();

        Assert.Equal(written, json);
    }

    [Fact]
    public void LimitOfStorage_IsWarnedOf_AsNothingKeepsToIt() => Assert.Contains(
        Read.All(Manifest("limits: {ephemeral-storage: 1Gi}")).Warnings, warning => warning.Contains("limits.ephemeral-storage: is not kept to", StringComparison.Ordinal));

    [Theory]
    [InlineData("requests: {nvidia.com/gpu: 1}", "requests['nvidia.com/gpu']: needs a limit of the same amount")]
    [InlineData("requests: {nvidia.com/gpu: 1}, limits: {nvidia.com/gpu: 2}", "requests['nvidia.com/gpu']: must be equal to the limit, 2")]
    [InlineData("limits: {nvidia.com/gpu: 500m}", "limits['nvidia.com/gpu']: must be a whole number")]
    [InlineData("limits: {nvidia.com/gpu: -1}", "limits['nvidia.com/gpu']: must not be negative")]
    [InlineData("requests: {ephemeral-storage: 2Gi}, limits: {ephemeral-storage: 1Gi}", "requests.ephemeral-storage: the request is above the limit")]
    [InlineData("limits: {gpu: 1}", "limits.gpu: unknown field")]
    [InlineData("limits: {kubernetes.io/gpu: 1}", "limits['kubernetes.io/gpu']: unknown field")]
    [InlineData("limits: {hugepages-2Mi: 4Mi}", "limits.hugepages-2Mi: unknown field")]
    public void WhatKubernetesRefuses_IsRefusedByItsPath(string resources, string error) => Assert.Contains(error, Read.Error(Manifest(resources)), StringComparison.Ordinal);

    private static string Manifest(string resources) =>
        $"apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec:\n  containers:\n  - name: main\n    image: app\n    resources: {{{resources}}}\n";
}
