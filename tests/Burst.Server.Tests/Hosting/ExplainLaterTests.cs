using Burst.Server.Configuration;
using Burst.Server.Tests.Support;
using Burst.Testing;

namespace Burst.Server.Tests.Hosting;

/// <summary>What is asked about a pod the day after, and weeks after, with the history that is kept by default.</summary>
public sealed class ExplainLaterTests : IDisposable
{
    private const string Pod = "/api/v1/namespaces/default/pods/past";
    private const string Explain = "/apis/burst.dev/v1/namespaces/default/pods/past/explain";

    private static readonly BurstConfig OneNode = new() { Nodes = [new NodeConfig { Name = "vm-1", Size = "D2s_v5", Region = "eastus" }] };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1.25, false)]
    [InlineData(40, true)]
    public async Task PodThatEnded_IsExplainedAndBilled_AfterARestart(double daysLater, bool isSummed)
    {
        await RunAndDeleteAsync();
        await using var later = await RunningServer.StartAsync(folder.Root, OneNode, time: new LaterClock(TimeSpan.FromDays(daysLater)));

        // Something new is placed and ends, so that all that prunes history has had its turn.
        await later.ApplyAsync(PodYaml.Sleep("present", "{ kubernetes.io/hostname: vm-1 }", "0.1"));
        await later.WaitForPodAsync("present", "Succeeded");
        var since = Uri.EscapeDataString(DateTimeOffset.UtcNow.AddDays(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
        var cost = await Eventually.GetAsync(
            () => later.GetAsync($"/apis/burst.dev/v1/cost?since={since}"), report => report["sumsUntil"] is not null == isSummed, $"sums: {isSummed}");
        var explained = await later.GetAsync(Explain);

        Assert.True((bool)explained["pod"]!["gone"]!);
        Assert.Equal("vm-1", (string?)explained["decisions"]![0]!["node"]);
        Assert.NotEmpty(explained["decisions"]![0]!["considered"]!.AsArray());
        var row = cost["rows"]!.AsArray().Single(row => (string?)row!["workload"] == "Pod/past")!;
        Assert.Equal((1, true), ((int)row["pods"]!, decimal.Parse((string)row["cost"]!) > 0));
    }

    private async Task RunAndDeleteAsync()
    {
        await using var running = await RunningServer.StartAsync(folder.Root, OneNode);
        await running.ApplyAsync(PodYaml.Sleep("past", "{ kubernetes.io/hostname: vm-1 }", "0.1"));
        await running.WaitForPodAsync("past", "Succeeded");
        (await running.Http.DeleteAsync(Pod)).EnsureSuccessStatusCode();
        await Eventually.GetAsync(() => running.Http.GetAsync(Pod), answer => answer.StatusCode == System.Net.HttpStatusCode.NotFound, "the pod is gone");
    }
}
