using System.Text.Json.Nodes;
using Burst.Api.Tests.Support;

namespace Burst.Api.Tests;

public sealed class NodeConditionTests
{
    [Fact]
    public async Task CallsThatAreHeldBack_AreAConditionOfTheNode_UntilItsHostAnswers()
    {
        await using var api = await ApiFixture.StartAsync();
        api.Vm.FailsCreates = true;
        for (var i = 0; i < 6; i++)
            await api.PostAsync(Ask.Pods, Manifest.Pod($"one-{i}", cpu: "100m"));

        var held = await ApiFixture.UntilAsync(() => api.GetAsync("/api/v1/nodes/vm-1"), node => Held(node) is not null);
        Assert.Equal(("True", "HostSick"), (Held(held)!["status"]!.ToString(), Held(held)!["reason"]!.ToString()));
        Assert.Matches(@"^Calls are held back until \d{4}-\d\d-\d\dT[0-9:]+Z: .*vm-1 is out of reach", Held(held)!["message"]!.ToString());
        Assert.NotNull(Held(held)!["lastTransitionTime"]);
        Assert.Equal("True", held.At("status/conditions/0/status")!.ToString());
        Assert.Equal(["Ready", "Ready,CallsHeldBack"], await StatusesAsync(api));

        // One of them is what the host is tried with; the others have not been sent, and say so.
        for (var i = 0; i < 3; i++)
            await api.PostAsync(Ask.Pods, Manifest.Pod($"late-{i}", cpu: "100m"));
        await ApiFixture.UntilAsync(() => api.GetAsync("/api/v1/namespaces/default/pods"), pods => pods.At("items")!.AsArray().Any(IsHeldBack));

        api.Vm.FailsCreates = false;
        await ApiFixture.UntilAsync(() => api.GetAsync("/api/v1/nodes/vm-1"), node => Held(node) is null);
        Assert.Equal(["Ready", "Ready"], await StatusesAsync(api));
    }

    private static bool IsHeldBack(JsonNode? pod) =>
        pod!["status"]!["reason"]?.ToString() == "HostSick" && pod["status"]!["message"]!.ToString().StartsWith("Calls are held back until", StringComparison.Ordinal);

    private static JsonNode? Held(Answer node) =>
        node.At("status/conditions")!.AsArray().SingleOrDefault(condition => condition!["type"]!.ToString() == "CallsHeldBack");

    /// <summary>As `kubectl get nodes` and `burst get nodes` show them, by name.</summary>
    private static async Task<string[]> StatusesAsync(ApiFixture api)
    {
        var table = await api.TableAsync("/api/v1/nodes");
        return [.. table.At("rows")!.AsArray().Select(row => row!["cells"]![1]!.ToString())];
    }
}
