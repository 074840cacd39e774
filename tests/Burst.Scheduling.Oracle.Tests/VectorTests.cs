using Burst.Scheduling.Oracle.Vectors;

namespace Burst.Scheduling.Oracle.Tests;

public sealed class VectorTests
{
    public static TheoryData<string> Names => [.. VectorFile.All.SelectMany(file => file.Vectors).Select(vector => vector.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Judge_HandWrittenVector_AsItsSourceSays(string name)
    {
        var vector = All[name];
        var verdict = FeasibilityOracle.Judge(vector.Utf8);
        var actual = verdict.Nodes.ToDictionary(node => node.Name, node => Vector.Describe(node.Refusals | verdict.Pod));

        Assert.Equal(vector.Expected.OrderBy(entry => entry.Key), actual.OrderBy(entry => entry.Key));
    }

    [Fact]
    public void Vectors_AreMany_AndEachNamesItsSource()
    {
        Assert.True(All.Count >= 200, $"{All.Count} vectors");
        Assert.All(All.Values, vector => Assert.StartsWith("https://", vector.Source, StringComparison.Ordinal));
    }

    [Fact]
    public void Vectors_AllKinds_RefuseSomethingAlone()
    {
        var alone = All.Values.SelectMany(vector => vector.Expected.Values).ToHashSet();

        Assert.Empty(RefusalNames.Kinds.Select(kind => RefusalNames.Of(kind).Single()).Except(alone));
    }

    private static Dictionary<string, Vector> All { get; } = VectorFile.All.SelectMany(file => file.Vectors).ToDictionary(vector => vector.Name);
}
