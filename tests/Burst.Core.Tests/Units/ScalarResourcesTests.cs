using System.Text.Json;
using Burst.Core.Nodes;
using Burst.Core.Serialization;
using Burst.Core.Units;
using Burst.Testing.Builders;

namespace Burst.Core.Tests.Units;

public class ScalarResourcesTests
{
    private static readonly ScalarResources One = Of(("nvidia.com/gpu", 1), ("ephemeral-storage", 512));
    private static readonly ScalarResources Two = Of(("example.com/dongle", 3), ("nvidia.com/gpu", 2));

    [Fact]
    public void Amounts_AreByName_WithoutZeros()
    {
        Assert.Equal("ephemeral-storage=512,nvidia.com/gpu=1", One.ToString());
        Assert.Equal((1, 0), (One["nvidia.com/gpu"], One["example.com/dongle"]));
        Assert.Same(ScalarResources.None, Of(("a/b", 0)));
    }

    [Fact]
    public void Arithmetic_IsByName()
    {
        Assert.Equal("ephemeral-storage=512,example.com/dongle=3,nvidia.com/gpu=3", (One + Two).ToString());
        Assert.Equal("ephemeral-storage=512,example.com/dongle=-3,nvidia.com/gpu=-1", (One - Two).ToString());
        Assert.Equal("ephemeral-storage=512,example.com/dongle=3,nvidia.com/gpu=2", One.AtLeast(Two).ToString());
        Assert.Equal(One, One + Two - Two);
        Assert.Same(ScalarResources.None, One - One);
    }

    [Fact]
    public void Nothing_ChangesNothing_AndMakesNothing()
    {
        Assert.Same(One, One + ScalarResources.None);
        Assert.Same(One, ScalarResources.None + One);
        Assert.Same(One, One - ScalarResources.None);
        Assert.Same(One, ScalarResources.None.AtLeast(One));
    }

    [Fact]
    public void FindShort_NamesWhatThereIsTooLittleOf_AndLooksAtNothingElse()
    {
        Assert.Equal("example.com/dongle", Two.FindShort(Of(("nvidia.com/gpu", 2))));
        Assert.Null(Two.FindShort(Of(("example.com/dongle", 3), ("nvidia.com/gpu", 9))));
        Assert.Null(ScalarResources.None.FindShort(One - Two));
    }

    [Fact]
    public void Node_KeepsThemAcrossItsRow_AndOneWithoutHasNoSuchField()
    {
        var node = A.VmNode() with { ScalarCapacity = One };

        var read = JsonSerializer.Deserialize(JsonSerializer.Serialize(node, CoreJson.Default.Node), CoreJson.Default.Node)!;

        Assert.Equal(One, read.ScalarCapacity);
        Assert.DoesNotContain("scalar", JsonSerializer.Serialize(A.VmNode(), CoreJson.Default.Node), StringComparison.OrdinalIgnoreCase);
    }

    private static ScalarResources Of(params (string Name, long Amount)[] amounts) => ScalarResources.Of(amounts.Select(entry => KeyValuePair.Create(entry.Name, entry.Amount)));
}
