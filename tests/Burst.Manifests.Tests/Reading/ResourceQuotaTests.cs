using Burst.Core.Policies;

namespace Burst.Manifests.Tests.Reading;

public class ResourceQuotaTests
{
    [Fact]
    public void Quota_IsReadInItsUnits_AndWrittenAsItIsRead()
    {
        var quota = Read.One<ResourceQuota>(Manifest("{requests.cpu: '1.5', requests.memory: 2Gi, pods: '10', cpu: 2, memory: 100Mi}"));

        Assert.Equal("cpu=2000 memory=100 pods=10 requests.cpu=1500 requests.memory=2048", string.Join(' ', quota.Hard.Select(limit => $"{limit.Key}={limit.Value}")));
        Assert.Equal(quota.Hard, Read.One<ResourceQuota>(ManifestWriter.ToYaml(ManifestWriter.ToJson(quota))).Hard);
    }

    [Theory]
    [InlineData("{pods: '1.5'}", "spec.hard.pods: must be a whole number, as pieces are not divided; write a whole number such as 1")]
    [InlineData("{pods: many}", "spec.hard.pods: \"many\" is not a quantity; write a whole number such as 1")]
    [InlineData("{requests.cpu: -1}", "spec.hard['requests.cpu']: must not be negative")]
    [InlineData("{limits.cpu: 1}", "spec.hard['limits.cpu']: is a Kubernetes field that Burst does not support yet; remove it")]
    [InlineData("{cores: 1}", "spec.hard.cores: ")]
    public void WhatIsWrong_IsRefusedByItsPath(string hard, string error) => Assert.Contains(error, Read.Error(Manifest(hard)), StringComparison.Ordinal);

    private static string Manifest(string hard) => $"apiVersion: v1\nkind: ResourceQuota\nmetadata: {{name: compute}}\nspec: {{hard: {hard}}}";
}
