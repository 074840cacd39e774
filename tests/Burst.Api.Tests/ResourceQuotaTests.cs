using Burst.Api.Tests.Support;

namespace Burst.Api.Tests;

/// <summary>Quotas as kubectl meets them.</summary>
public sealed class ResourceQuotaTests
{
    private const string Quotas = "/api/v1/namespaces/default/resourcequotas";

    [Fact]
    public async Task PodBeyondTheQuota_IsForbidden_InKubernetesWords()
    {
        await using var api = await ApiFixture.StartAsync();
        Assert.Equal(201, (await api.PostAsync(Quotas, Quota(1))).Status);
        Assert.Equal(201, (await api.PostAsync(Ask.Pods, Manifest.Pod("one"))).Status);

        var refused = await api.PostAsync(Ask.Pods, Manifest.Pod("two"));

        Assert.Equal((403, "Forbidden"), (refused.Status, refused.Reason));
        Assert.Equal("pods \"two\" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=1, limited: pods=1", refused.Message);
        Assert.Equal(200, (await api.ApplyAsync(Manifest.Pod("one"))).Status);
    }

    [Fact]
    public async Task PodsOfOneFile_CountTogether()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Quotas, Quota(1));

        var refused = await api.ApplyAsync($"{Manifest.Pod("one")}\n---\n{Manifest.Pod("two")}");

        Assert.Equal(422, refused.Status);
        Assert.Contains("Pod two: exceeded quota: compute, requested: pods=1, used: pods=1, limited: pods=1", refused.Text);
        Assert.Empty((await api.GetAsync(Ask.Pods)).Names);
    }

    [Fact]
    public async Task Quota_ShowsWhatIsUsed_AndLetsMorePodsInWhenItIsRaised()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Quotas, Quota(1));
        await api.PostAsync(Ask.Deployments, Manifest.Deployment("web", replicas: 2));
        await ApiFixture.UntilAsync(() => api.GetAsync($"{Quotas}/compute"), quota => quota.At("status/used/pods")?.ToString() == "1");

        var table = await api.TableAsync(Quotas);
        Assert.Equal("compute pods: 1/1 ", string.Join(' ', table.Json["rows"]![0]!["cells"]!.AsArray().Take(3)));

        await api.PutAsync($"{Quotas}/compute", Quota(5));
        await api.UntilAsync(state => state.Pods.Count == state.Deployments.Single().Replicas);
    }

    private static string Quota(int pods) =>
        $$$$"""{"apiVersion":"v1","kind":"ResourceQuota","metadata":{"name":"compute","namespace":"default"},"spec":{"hard":{"pods":"{{{{pods}}}}"}}}""";
}
