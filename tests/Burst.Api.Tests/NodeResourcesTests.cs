using Burst.Api.Kinds;
using Burst.Core.Units;
using Burst.Testing.Builders;

namespace Burst.Api.Tests;

public sealed class NodeResourcesTests
{
    [Fact]
    public void ScalarResources_AreCapacity_Allocatable_AndWhatPodsHold()
    {
        var node = A.VmNode() with { ScalarCapacity = Of(("nvidia.com/gpu", 2), ("ephemeral-storage", 50L << 30)) };

        var status = new NodeView(node, Resources.Zero, 1, node.Capacity, node.PodsMax) { ScalarRequests = Of(("nvidia.com/gpu", 1)) }.ToJson()["status"]!;

        foreach (var part in (string[])["capacity", "allocatable"])
            Assert.Equal(("2", "50Gi"), ((string?)status[part]!["nvidia.com/gpu"], (string?)status[part]!["ephemeral-storage"]));
        Assert.Equal("1", (string?)status["burst"]!["requested"]!["nvidia.com/gpu"]);
    }

    private static ScalarResources Of(params (string Name, long Amount)[] amounts) => ScalarResources.Of(amounts.Select(entry => KeyValuePair.Create(entry.Name, entry.Amount)));
}
